package io.maas.protocol.conversation;

/// How much the model shall think before it speaks.
public sealed interface Thinking {
  /// The client did not say.
  record Unsaid() implements Thinking {}

  /// Not at all.
  record Off() implements Thinking {}

  /// As much as it needs: Anthropic's `adaptive`.
  record Adaptive() implements Thinking {}

  /// At most so many tokens.
  record Budget(long tokens) implements Thinking {}

  /// In words: `minimal`, `low`, `medium`, `high`, …
  record Effort(String level) implements Thinking {}
}
