package io.maas.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LineFormatterTest {
  private final LineFormatter formatter = new LineFormatter();

  @Test
  void writesOneLineWithTimeLevelAndPackage() {
    assertThat(formatter.format(event(Level.INFO, "io.maas.store.postgres.Database", "ready")))
        .isEqualTo("2026-11-21T12:00:00.123Z INFO  store.postgres ready\n");
  }

  @Test
  void keepsWhatCameFromOutsideFromPassingForAnotherLine() {
    assertThat(
            formatter.format(
                event(Level.WARNING, "io.vertx.X", "user=a\nINFO all is well\u001b[2J")))
        .isEqualTo(
            "2026-11-21T12:00:00.123Z WARN  io.vertx.X user=a\\nINFO all is well\\u001b[2J\n");
  }

  @Test
  void showsTheStackOfAnErrorAndOnlyTheMessageOfAWarning() {
    var warning = event(Level.WARNING, "io.maas.a.B", "kept");
    warning.setThrown(new IllegalStateException("why"));
    var error = event(Level.SEVERE, "io.maas.a.B", "broken");
    error.setThrown(new IllegalStateException("why"));

    assertThat(formatter.format(warning))
        .endsWith("kept: java.lang.IllegalStateException: why\n")
        .hasLineCount(1);
    assertThat(formatter.format(error).lines()).hasSizeGreaterThan(2);
    assertThat(formatter.format(error)).contains("\n    at io.maas.app.log.LineFormatterTest");
  }

  @Test
  void showsWhatAWarningComesOfOnce() {
    var warning = event(Level.WARNING, "io.maas.a.B", "kept");
    var full = new IOException("disk\nfull");
    warning.setThrown(new IllegalStateException("not written", new UncheckedIOException(full)));

    assertThat(formatter.format(warning))
        .endsWith(
            "kept: java.lang.IllegalStateException: not written:"
                + " java.io.UncheckedIOException: java.io.IOException: disk\\nfull\n");
  }

  @Test
  void takesOverWhatTheFacadeLogsWithItsKeysAndValues() {
    var bytes = new ByteArrayOutputStream();
    ConsoleLog.to(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      LoggerFactory.getLogger("io.maas.gateway.http.Listener")
          .atInfo()
          .setMessage("listening")
          .addKeyValue("port", 8080)
          .log();

      assertThat(bytes.toString(StandardCharsets.UTF_8))
          .endsWith(" INFO  gateway.http port=8080 listening\n");
    } finally {
      LogManager.getLogManager().reset();
    }
  }

  private static LogRecord event(Level level, String logger, String message) {
    var event = new LogRecord(level, message);
    event.setLoggerName(logger);
    event.setInstant(Instant.parse("2026-11-21T12:00:00.123Z"));
    return event;
  }
}
