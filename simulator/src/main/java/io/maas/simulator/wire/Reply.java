package io.maas.simulator.wire;

import io.maas.simulator.answer.Answer;
import java.util.HexFormat;
import java.util.List;

/// A reply about to be written.
///
/// @param id the whole id, of characters that JSON needs not escape
/// @param created in seconds since 1970
/// @param cachedTokens of the prompt, negative where no prefix cache is kept
public record Reply(
    Shape shape,
    String id,
    long created,
    String model,
    List<Answer> answers,
    int promptTokens,
    int cachedTokens,
    UsageShown usage) {

  /// Where a reply shows its usage.
  public enum UsageShown {
    NEVER,
    AT_END,
    ALWAYS
  }

  /// The usage once that many steps are done.
  Usage usageAfter(int steps) {
    return new Usage(promptTokens, tokensAfter(answers, steps), cachedTokens);
  }

  /// How many tokens all answers together have after that many steps.
  public static int tokensAfter(List<Answer> answers, int steps) {
    int tokens = 0;
    for (var answer : answers) {
      tokens += answer.tokensAfter(Math.min(steps, answer.steps()));
    }
    return tokens;
  }

  /// An id for a tool call: always the same for the same reply and choice.
  String toolCallId(int choice) {
    long hash = (id.hashCode() * 31L + id.length() + choice) * 0x9E3779B97F4A7C15L;
    return "call_" + HexFormat.of().toHexDigits(hash) + HexFormat.of().toHexDigits(id.hashCode());
  }
}
