package io.maas.simulator.inference;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.model.ServedModel;
import io.maas.simulator.wire.Reply;
import io.maas.simulator.wire.Sampling.Streaming;
import java.util.List;

/// What a request asks for, worked out.
///
/// @param answers one for each choice; none where nothing is generated
/// @param promptTokens of all prompts together
/// @param maxTokens what the client limited the output to; 0 where it did not
/// @param blocks the prompt's blocks for a prefix cache; empty where none is kept
public record Job(
    ServedModel model,
    List<Answer> answers,
    int promptTokens,
    int maxTokens,
    List<Long> blocks,
    Streaming streaming) {
  public Job {
    answers = List.copyOf(answers);
    blocks = List.copyOf(blocks);
  }

  /// How many steps it takes: as many as its longest answer.
  public int steps() {
    int most = 0;
    for (var answer : answers) {
      most = Math.max(most, answer.steps());
    }
    return most;
  }

  /// How many tokens are generated after that many steps.
  public int tokensAfter(int steps) {
    return Reply.tokensAfter(answers, steps);
  }
}
