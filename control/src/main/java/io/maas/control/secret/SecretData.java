package io.maas.control.secret;

import io.maas.control.call.Fields;
import io.maas.control.call.Json;
import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The body `{"data": {KEY: VALUE}}`. Whatever is wrong with it is said without showing anything of
/// it.
final class SecretData {

  private static final String EXPECTED = "{\"data\": {KEY: VALUE, ...}}";
  static final int LONGEST = 32 * 1024;
  static final int MOST = 64;
  private static final Rule KEY =
      Rule.matching(
          "1 to 253 letters, digits, '-', '_' and '.', the first not '.'",
          "[A-Za-z0-9_-][A-Za-z0-9._-]*",
          253);

  private SecretData() {}

  /// What came of reading.
  sealed interface Read {}

  /// These values; an empty one is to go.
  record Values(Map<String, Optional<Secret>> data) implements Read {}

  /// It cannot be meant.
  record Refused(String message) implements Read {}

  /// @param nulls whether a value may be null
  static Read read(String body, boolean nulls) {
    if (!(Json.read(body) instanceof Json.Read.Tree(Object root)
        && root instanceof Map<?, ?> tree
        && tree.get("data") instanceof Map<?, ?> data)) {
      return new Refused("body: not readable (expected: " + EXPECTED + ")");
    }
    if (data.isEmpty() || data.size() > MOST) {
      return new Refused("data: " + data.size() + " keys (expected: 1 to " + MOST + ")");
    }
    Map<String, Optional<Secret>> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : data.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Object value = entry.getValue();
      if (!KEY.accepts().test(key)) {
        return new Refused("data: a key that is none (expected: " + KEY.expected() + ")");
      }
      if (value == null && nulls) {
        values.put(key, Optional.empty());
      } else if (value instanceof String text && !text.isBlank() && text.length() <= LONGEST) {
        values.put(key, Optional.of(new Secret(text)));
      } else {
        String found =
            value instanceof String text ? text.length() + " characters" : Fields.type(value);
        return new Refused(
            "data."
                + key
                + ": "
                + found
                + " (expected: a string of 1 to "
                + LONGEST
                + " characters)");
      }
    }
    return new Values(values);
  }
}
