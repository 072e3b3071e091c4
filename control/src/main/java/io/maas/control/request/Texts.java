package io.maas.control.request;

import io.maas.control.call.Fields;

/// What people write to each other.
final class Texts {

  private Texts() {}

  /// A text that may be missing, within bounds; empty if it is.
  static String bounded(Fields body, String field, int longest) {
    String text = body.text(field);
    if (text == null) {
      return "";
    }
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      body.refuse(field, length + " characters", "at most " + longest);
    } else if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
      body.refuse(field, "a control character", "none but ends of lines");
    }
    return text;
  }
}
