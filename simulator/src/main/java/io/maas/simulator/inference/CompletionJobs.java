package io.maas.simulator.inference;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.engine.PrefixCache;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.CompletionRequest;
import io.maas.simulator.wire.Read;
import io.maas.simulator.wire.TextOrTokens;
import java.util.ArrayList;
import java.util.List;

/// Makes jobs of plain completions: every prompt has to fit by itself, and gets `n` answers.
final class CompletionJobs {
  private final Means means;

  CompletionJobs(Means means) {
    this.means = means;
  }

  Read<Job> of(CompletionRequest request) {
    var model = means.models().find(request.model());
    if (model.isEmpty()) {
      return new Read.Refused<>(ApiError.unknownModel(request.model()));
    }
    var answers = new ArrayList<Answer>();
    var blocks = new ArrayList<Long>();
    int all = 0;
    for (var prompt : request.prompts()) {
      var tooLong = means.window().refuseUnread(prompt.chars());
      if (tooLong.isPresent()) {
        return new Read.Refused<>(tooLong.get());
      }
      int tokens = prompt.count(means.counts());
      var refused = means.window().refuse(tokens, request.sampling());
      if (refused.isPresent()) {
        return new Read.Refused<>(refused.get());
      }
      all += tokens;
      answer(request, prompt, tokens, answers);
      if (means.settings().prefixCache()) {
        blocks.addAll(PrefixCache.blocksOf(prompt.tokens(means.tokenizer())));
      }
    }
    return new Read.Ok<>(
        new Job(
            model.get(),
            answers,
            all,
            request.sampling().maxTokens(),
            blocks,
            request.sampling().streaming()));
  }

  private void answer(
      CompletionRequest request, TextOrTokens prompt, int tokens, List<Answer> answers) {
    var sampling = request.sampling();
    var bounds = means.window().bounds(tokens, sampling, means.settings().forceLength());
    var asked = prompt.text(means.tokenizer());
    for (int choice = 0; choice < sampling.choices(); choice++) {
      answers.add(means.answering().words(asked, means.seed(sampling.seed(), choice), bounds));
    }
  }
}
