package io.maas.protocol.conversation;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How tokens are chosen, and how many. What is null the client did not say.
///
/// @param maxTokens the most tokens of one answer, thinking included
/// @param temperature as the client wrote it; OpenAI's reaches to 2, Anthropic's to 1
/// @param choices how many answers
public record Sampling(
    OptionalLong maxTokens,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long topK,
    List<String> stop,
    @Nullable Long seed,
    @Nullable Double presencePenalty,
    @Nullable Double frequencyPenalty,
    int choices) {

  /// The client said nothing.
  public static final Sampling UNSAID =
      new Sampling(OptionalLong.empty(), null, null, null, List.of(), null, null, null, 1);

  public Sampling {
    stop = List.copyOf(stop);
  }
}
