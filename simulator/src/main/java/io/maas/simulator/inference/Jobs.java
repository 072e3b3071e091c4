package io.maas.simulator.inference;

import io.maas.simulator.answer.Answer;
import io.maas.simulator.answer.Answering;
import io.maas.simulator.engine.PrefixCache;
import io.maas.simulator.model.Models;
import io.maas.simulator.text.PromptTemplate;
import io.maas.simulator.text.TokenCounts;
import io.maas.simulator.text.Tokenizer;
import io.maas.simulator.wire.ApiError;
import io.maas.simulator.wire.ChatRequest;
import io.maas.simulator.wire.CompletionRequest;
import io.maas.simulator.wire.Read;
import io.maas.simulator.wire.Shape;
import io.maas.simulator.wire.TextOrTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Makes jobs of requests. Safe for use by several threads; a long prompt takes milliseconds, so it
/// is not for an event loop.
public final class Jobs {
  private final Models models;
  private final Settings settings;
  private final ContextWindow window;
  private final Tokenizer tokenizer;
  private final TokenCounts counts;
  private final Answering answering;

  public Jobs(Models models, Settings settings, Tokenizer tokenizer) {
    this.models = models;
    this.settings = settings;
    this.window = new ContextWindow(settings);
    this.tokenizer = tokenizer;
    this.counts = new TokenCounts(tokenizer);
    this.answering = new Answering(tokenizer);
  }

  /// Reads a request of that shape.
  public Read<Job> read(Shape shape, byte[] body) {
    return switch (shape) {
      case CHAT -> then(ChatRequest.read(body), this::chat);
      case TEXT -> then(CompletionRequest.read(body), this::completion);
    };
  }

  private Read<Job> chat(ChatRequest request) {
    var model = models.find(request.model());
    if (model.isEmpty()) {
      return refused(ApiError.unknownModel(request.model()));
    }
    var prompt = request.prompt();
    var sampling = request.sampling();
    var unread =
        window.refuseUnread(
            prompt.messages().stream().mapToLong(message -> message.text().length()).sum());
    if (unread.isPresent()) {
      return refused(unread.get());
    }
    int tokens = prompt.tokens(counts);
    var refused = window.refuse(tokens, sampling);
    if (refused.isPresent()) {
      return refused(refused.get());
    }
    var bounds = window.bounds(tokens, sampling);
    var answers =
        IntStream.range(0, sampling.choices())
            .mapToObj(choice ->
                answering.chat(
                    prompt,
                    request.tools(),
                    request.choice(),
                    seed(sampling.seed(), choice),
                    bounds))
            .toList();
    List<Long> blocks =
        settings.prefixCache()
            ? PrefixCache.blocksOf(PromptTemplate.encode(prompt, tokenizer))
            : List.of();
    return new Read.Ok<>(
        new Job(
            model.get(),
            Shape.CHAT,
            answers,
            tokens,
            sampling.maxTokens(),
            blocks,
            sampling.streaming()));
  }

  private Read<Job> completion(CompletionRequest request) {
    var model = models.find(request.model());
    if (model.isEmpty()) {
      return refused(ApiError.unknownModel(request.model()));
    }
    var sampling = request.sampling();
    var answers = new ArrayList<Answer>();
    var blocks = new ArrayList<Long>();
    int allTokens = 0;
    for (var prompt : request.prompts()) {
      if (prompt instanceof TextOrTokens.Text(var text)) {
        var unread = window.refuseUnread(text.length());
        if (unread.isPresent()) {
          return refused(unread.get());
        }
      }
      int tokens = prompt.count(counts);
      var refused = window.refuse(tokens, sampling);
      if (refused.isPresent()) {
        return refused(refused.get());
      }
      allTokens += tokens;
      var asked = prompt.text(tokenizer);
      for (int choice = 0; choice < sampling.choices(); choice++) {
        answers.add(
            answering.words(asked, seed(sampling.seed(), choice), window.bounds(tokens, sampling)));
      }
      if (settings.prefixCache()) {
        blocks.addAll(PrefixCache.blocksOf(prompt.tokens(tokenizer)));
      }
    }
    return new Read.Ok<>(
        new Job(
            model.get(),
            Shape.TEXT,
            answers,
            allTokens,
            sampling.maxTokens(),
            blocks,
            sampling.streaming()));
  }

  private long seed(long asked, int choice) {
    return settings.seed() + asked * 1_000_003L + choice;
  }

  private static Read<Job> refused(ApiError error) {
    return new Read.Refused<>(error);
  }

  private static <T> Read<Job> then(Read<T> request, Function<T, Read<Job>> next) {
    return switch (request) {
      case Read.Ok<T>(var value) -> next.apply(value);
      case Read.Refused<T>(var error) -> refused(error);
    };
  }
}
