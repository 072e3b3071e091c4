package io.maas.app.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.StreamHandler;

/// Sends all logging of the process to one stream.
public final class ConsoleLog {
  /// What libraries say while all is well is nobody's news.
  private static final String LEVELS =
      """
      .level=INFO
      org.flywaydb.level=WARNING
      com.zaxxer.hikari.level=WARNING
      """;

  private ConsoleLog() {}

  /// Replaces whatever the JDK logs to, until the process has ended. Nothing may have been logged
  /// before.
  ///
  /// @param stream standard error, so that standard output stays the answers'
  public static void to(PrintStream stream) {
    System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
    try {
      LogManager.getLogManager()
          .readConfiguration(new ByteArrayInputStream(LEVELS.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("a text was read, no file", e);
    }
    var root = LogManager.getLogManager().getLogger("");
    root.addHandler(new Lines(stream));
    if (LogManager.getLogManager() instanceof LastingLogs logs) {
      logs.last();
    }
  }

  /// Writes each event out at once.
  private static final class Lines extends StreamHandler {
    Lines(PrintStream stream) {
      super(stream, new LineFormatter());
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(java.util.logging.LogRecord event) {
      super.publish(event);
      flush();
    }
  }
}
