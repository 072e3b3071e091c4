package io.maas.app.config;

import java.util.List;

/// What somebody said of a key.
///
/// @param where it was said, such as `--port`, `MAAS_PORT` or `maas.yaml: port`
/// @param values what was said; one value, but for lists
record Given(String where, List<String> values) {
  Given {
    values = List.copyOf(values);
  }

  static Given of(String where, String value) {
    return new Given(where, List.of(value));
  }

  /// The value that counts: the last.
  String value() {
    return values.getLast();
  }
}
