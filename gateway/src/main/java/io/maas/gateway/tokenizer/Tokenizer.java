package io.maas.gateway.tokenizer;

import java.nio.charset.StandardCharsets;

/// Counts the tokens of texts, as the engine does. Used by several threads at once; takes as long
/// as it takes, so never on an event loop.
public interface Tokenizer {

  /// Tokens of a text.
  ///
  /// @param alone whether it is a whole prompt, which some vocabularies frame with tokens of their
  ///   own; false for what a chat template wraps
  int count(String text, boolean alone);

  /// The most tokens that one byte of UTF-8 can become. It is 1 where bytes are read as they come,
  /// and more where the text is first rewritten into another of Unicode's normal forms.
  default int mostPerByte() {
    return 1;
  }

  /// The most tokens that are added to a text, whatever it says.
  default int mostPerText() {
    return 0;
  }

  /// JSON can hold half a character (`"\\ud83d"`), which no UTF-8 can: it is read as a question
  /// mark.
  static String sound(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
