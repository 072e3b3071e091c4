package io.maas.protocol.openai;

import io.maas.protocol.conversation.Thinking;
import org.jspecify.annotations.Nullable;

/// How much a model thinks, in OpenAI's words: `none`, `minimal`, `low`, `medium`, `high`, `xhigh`.
public final class Effort {

  private static final String NONE = "none";
  private static final long LOW = 2048;
  private static final long MEDIUM = 8192;

  private Effort() {}

  /// What a client's word means.
  public static Thinking read(@Nullable String word) {
    if (word == null) {
      return new Thinking.Unsaid();
    }
    return word.equals(NONE) ? new Thinking.Off() : new Thinking.Effort(word);
  }

  /// The word for it; null where there is nothing to say. A budget of tokens becomes the word that
  /// is nearest to it: up to 2048 are `low`, up to 8192 `medium`. As much as it needs is what a
  /// model does that is told nothing.
  ///
  /// @param most the word for Anthropic's `max`
  public static @Nullable String word(Thinking thinking, String most) {
    return switch (thinking) {
      case Thinking.Unsaid _, Thinking.Adaptive _ -> null;
      case Thinking.Off _ -> NONE;
      case Thinking.Budget budget ->
          budget.tokens() <= LOW ? "low" : budget.tokens() <= MEDIUM ? "medium" : "high";
      case Thinking.Effort effort -> effort.level().equals("max") ? most : effort.level();
    };
  }
}
