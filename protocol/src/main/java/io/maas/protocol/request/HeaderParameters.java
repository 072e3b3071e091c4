package io.maas.protocol.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A header's value that is a word and parameters: `form-data; name="model"`.
///
/// @param word in small letters
/// @param names in small letters, in their order
/// @param values without their quotes
record HeaderParameters(String word, List<String> names, List<String> values) {

  /// Reads one; null if it cannot be read in one way only.
  static @Nullable HeaderParameters of(String header) {
    int end = header.indexOf(';');
    String word = (end < 0 ? header : header.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    int at = end < 0 ? header.length() : end;
    while (at < header.length()) {
      int equals = header.indexOf('=', at);
      if (header.charAt(at) != ';' || equals < 0) {
        return header.substring(at).isBlank() || header.substring(at).trim().equals(";")
            ? new HeaderParameters(word, names, values)
            : null;
      }
      names.add(header.substring(at + 1, equals).trim().toLowerCase(Locale.ROOT));
      at = value(header, equals + 1, values);
      if (at < 0) {
        return null;
      }
    }
    return new HeaderParameters(word, names, values);
  }

  /// Reads a value.
  ///
  /// @return where the next semicolon is, or the end; negative if it cannot be read
  private static int value(String header, int from, List<String> values) {
    if (from < header.length() && header.charAt(from) == '"') {
      StringBuilder text = new StringBuilder();
      int at = from + 1;
      while (at < header.length() && header.charAt(at) != '"') {
        if (header.charAt(at) == '\\' && at + 1 < header.length()) {
          at++;
        }
        text.append(header.charAt(at));
        at++;
      }
      values.add(text.toString());
      int next = header.indexOf(';', Math.min(at, header.length()));
      int end = next < 0 ? header.length() : next;
      boolean closed = at < header.length() && header.substring(at + 1, end).isBlank();
      return closed ? end : -1;
    }
    int next = header.indexOf(';', from);
    int end = next < 0 ? header.length() : next;
    String text = header.substring(from, end).trim();
    values.add(text);
    return text.isEmpty() || text.indexOf('"') >= 0 || text.indexOf('=') >= 0 ? -1 : end;
  }

  /// The value of that name, if it has one only and nobody says it in another encoding too.
  @Nullable String one(String name) {
    int first = names.indexOf(name);
    return first < 0 || first != names.lastIndexOf(name) || names.contains(name + "*")
        ? null
        : values.get(first);
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
