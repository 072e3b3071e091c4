package io.maas.domain.metering;

import java.util.OptionalLong;

/// What a request may take, said before it goes upstream.
///
/// @param promptBound no fewer tokens than the prompt can have
/// @param promptEstimate as many tokens as the prompt likely has
/// @param choices how many answers are asked for (`n`), at least 1
/// @param outputAsked the client's own bound of each answer, if it gave one
/// @param outputDefault the bound of an answer where the client gave none
/// @param outputTypical as many tokens as an answer of this model likely has
/// @param media what it takes beside tokens: at most, where strict limits count it; likely, else
public record Demand(
    long promptBound,
    long promptEstimate,
    int choices,
    OptionalLong outputAsked,
    long outputDefault,
    long outputTypical,
    Media media) {

  /// Of a request that takes tokens only.
  public Demand(
      long promptBound,
      long promptEstimate,
      int choices,
      OptionalLong outputAsked,
      long outputDefault,
      long outputTypical) {
    this(
        promptBound,
        promptEstimate,
        choices,
        outputAsked,
        outputDefault,
        outputTypical,
        Media.NONE);
  }

  /// Of a request that takes no tokens that anybody could know of before.
  public static Demand of(Media media) {
    return new Demand(0, 0, 1, OptionalLong.of(0), 0, 0, media);
  }

  public Demand {
    if (promptBound < 0 || promptEstimate < 0) {
      throw new IllegalArgumentException(
          "prompt: " + promptBound + "/" + promptEstimate + " tokens (expected: >= 0)");
    }
    if (choices < 1) {
      throw new IllegalArgumentException("choices: " + choices + " (expected: >= 1)");
    }
  }

  /// The most tokens that one answer may have if no limit is nearer.
  public long outputCeiling() {
    return outputAsked.orElse(outputDefault);
  }

  /// The tokens that one answer likely has.
  public long answerLikely() {
    return Math.min(outputCeiling(), outputTypical);
  }

  /// The tokens that all answers together likely have.
  public long outputLikely() {
    return choices * answerLikely();
  }

  /// The tokens that the prompt and all answers likely have together.
  public long tokensLikely() {
    return promptEstimate + outputLikely();
  }
}
