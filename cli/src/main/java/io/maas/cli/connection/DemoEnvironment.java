package io.maas.cli.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What `maas up --demo` wrote down for those who play with it: `demo.env` in the data directory.
///
/// @param file where it was read
/// @param values its variables
public record DemoEnvironment(Path file, Map<String, String> values) {
  /// Its name in the data directory.
  public static final String FILE_NAME = "demo.env";

  public DemoEnvironment {
    values = Map.copyOf(values);
  }

  /// Reads it; empty if there is none that this user may read.
  public static Optional<DemoEnvironment> read(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE_NAME);
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DemoEnvironment(file, parse(Files.readString(file))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The value of a variable.
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(v -> !v.isEmpty());
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        String name = line.substring(0, equals).replaceFirst("^export\\s+", "");
        values.put(name, unquoted(line.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String unquoted(String value) {
    boolean quoted = isQuoted(value, "'") || isQuoted(value, "\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static boolean isQuoted(String value, String quote) {
    return value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote);
  }
}
