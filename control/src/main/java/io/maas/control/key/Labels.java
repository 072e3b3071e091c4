package io.maas.control.key;

import io.maas.control.call.Fields;
import java.util.Map;
import java.util.regex.Pattern;

/// The reference's rules of labels.
final class Labels {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 1024;
  private static final Pattern KEY =
      Pattern.compile(
          "([a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?/)?[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?");

  private Labels() {}

  /// Reads labels and notes which rule is broken.
  static Map<String, String> read(Fields body, String field) {
    Map<String, String> labels = body.texts(field);
    if (labels.size() > MOST) {
      body.refuse(field, labels.size() + " labels", "at most " + MOST);
    }
    labels.forEach((key, value) -> {
      if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
        body.refuse(
            field,
            "key " + quoted(key),
            "1 to 128 letters, digits, '.', '_' and '-', maybe after a prefix and '/'");
      }
      if (value.isEmpty() || value.codePointCount(0, value.length()) > LONGEST_VALUE) {
        body.refuse(
            field + "." + quoted(key), value.length() + " characters", "1 to " + LONGEST_VALUE);
      } else if (hasControls(value)) {
        body.refuse(field + "." + quoted(key), "a control character", "none");
      }
    });
    return labels;
  }

  /// Whether something in it cannot be printed.
  static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static String quoted(String key) {
    String printable = key.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > LONGEST_KEY
        ? "'" + printable.substring(0, LONGEST_KEY) + "...'"
        : "'" + printable + "'";
  }
}
