package io.maas.domain.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A way to ask a model that chats, as an endpoint speaks it.
public enum Dialect {
  /// OpenAI's chat completions, which most engines speak.
  OPENAI_CHAT("openai-chat"),
  /// OpenAI's responses.
  OPENAI_RESPONSES("openai-responses"),
  /// Anthropic's messages.
  MESSAGES("messages"),
  /// Amazon Bedrock's Converse and ConverseStream.
  BEDROCK_CONVERSE("bedrock-converse"),
  /// Google's generateContent and streamGenerateContent.
  GEMINI("gemini");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  /// As resources and records spell it.
  public String word() {
    return word;
  }

  /// The dialect of that word.
  public static Optional<Dialect> of(String word) {
    return Arrays.stream(values()).filter(dialect -> dialect.word.equals(word)).findFirst();
  }

  /// All words, for messages.
  public static String words() {
    return Arrays.stream(values()).map(Dialect::word).collect(Collectors.joining(", "));
  }
}
