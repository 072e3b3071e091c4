package io.maas.simulator.inference;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.engine.PrefixCache;
import io.maas.simulator.text.PromptTemplate;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ChatRequest;
import io.maas.simulator.wire.Read;
import java.util.ArrayList;
import java.util.List;

/// Makes jobs of chats.
final class ChatJobs {
  private final Means means;

  ChatJobs(Means means) {
    this.means = means;
  }

  Read<Job> of(ChatRequest request) {
    var model = means.models().find(request.model());
    if (model.isEmpty()) {
      return new Read.Refused<>(ApiError.unknownModel(request.model()));
    }
    var tooLong = means.window().refuseUnread(chars(request));
    if (tooLong.isPresent()) {
      return new Read.Refused<>(tooLong.get());
    }
    int tokens = request.prompt().tokens(means.counts());
    var refused = means.window().refuse(tokens, request.sampling());
    if (refused.isPresent()) {
      return new Read.Refused<>(refused.get());
    }
    return new Read.Ok<>(
        new Job(
            model.get(),
            answers(request, tokens),
            tokens,
            request.sampling().maxTokens(),
            blocks(request),
            request.sampling().streaming()));
  }

  private List<Answer> answers(ChatRequest request, int promptTokens) {
    var sampling = request.sampling();
    var bounds = means.window().bounds(promptTokens, sampling, means.settings().forceLength());
    var answers = new ArrayList<Answer>(sampling.choices());
    for (int choice = 0; choice < sampling.choices(); choice++) {
      long seed = means.seed(sampling.seed(), choice);
      answers.add(
          means
              .answering()
              .chat(request.prompt(), request.tools(), request.choice(), seed, bounds));
    }
    return answers;
  }

  private List<Long> blocks(ChatRequest request) {
    return means.settings().prefixCache()
        ? PrefixCache.blocksOf(PromptTemplate.encode(request.prompt(), means.tokenizer()))
        : List.of();
  }

  private static long chars(ChatRequest request) {
    long chars = request.prompt().tools().length();
    for (var message : request.prompt().messages()) {
      chars += message.text().length();
    }
    return chars;
  }
}
