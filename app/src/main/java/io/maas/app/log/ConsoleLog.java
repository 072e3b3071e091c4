package io.maas.app.log;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.StreamHandler;

/// Sends all logging of the process to one stream.
public final class ConsoleLog {
  private ConsoleLog() {}

  /// Replaces whatever the JDK logs to.
  ///
  /// @param stream standard error, so that standard output stays the answers'
  public static void to(PrintStream stream) {
    var root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new Lines(stream));
    root.setLevel(Level.INFO);
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
