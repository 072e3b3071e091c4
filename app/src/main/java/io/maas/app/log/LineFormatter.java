package io.maas.app.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// One line an event: `2026-11-21T12:00:00.123Z INFO store.postgres port=5432 started`. slf4j's
/// binding has put the keys and values before the message already.
///
/// What came from outside may hold line breaks and escape codes: they are shown, and do nothing.
/// The stack of an error follows, indented; of a warning there are its message and its causes'.
final class LineFormatter extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String OURS = "io.maas.";
  private static final int MOST_CAUSES = 5;

  @Override
  public String format(LogRecord event) {
    var line = new StringBuilder(160);
    line.append(TIME.format(event.getInstant())).append(' ').append(level(event.getLevel()));
    line.append(' ').append(logger(event.getLoggerName())).append(' ');
    escape(formatMessage(event), line);
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      line.append(": ");
      escape(thrown.toString(), line);
      causes(thrown, line);
    }
    line.append('\n');
    if (thrown != null && event.getLevel().intValue() >= Level.SEVERE.intValue()) {
      stack(thrown, line);
    }
    return line.toString();
  }

  /// What a cause says that the error above it does not repeat.
  private static void causes(Throwable thrown, StringBuilder line) {
    Throwable above = thrown;
    for (int i = 0; i < MOST_CAUSES && above.getCause() != null; i++) {
      Throwable cause = above.getCause();
      if (!above.toString().contains(cause.toString())) {
        line.append(": ");
        escape(cause.toString(), line);
      }
      above = cause;
    }
  }

  private static String level(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARN ";
    }
    return value >= Level.INFO.intValue() ? "INFO " : "DEBUG";
  }

  /// The package of the class, which says what it is about; that of others in full.
  private static String logger(String name) {
    if (name == null) {
      return "-";
    }
    int dot = name.lastIndexOf('.');
    return name.startsWith(OURS) && dot > OURS.length() ? name.substring(OURS.length(), dot) : name;
  }

  private static void escape(String text, StringBuilder line) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }

  private static void stack(Throwable thrown, StringBuilder line) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    text.toString()
        .lines()
        .skip(1)
        .forEach(frame -> {
          line.append("    ");
          escape(frame.strip(), line);
          line.append('\n');
        });
  }
}
