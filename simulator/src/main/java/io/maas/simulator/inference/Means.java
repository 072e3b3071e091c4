package io.maas.simulator.inference;

import io.maas.simulator.answer.Answering;
import io.maas.simulator.model.Models;
import io.maas.simulator.text.TokenCounts;
import io.maas.simulator.text.Tokenizer;

/// What jobs are made with.
record Means(
    Models models,
    Settings settings,
    ContextWindow window,
    Tokenizer tokenizer,
    TokenCounts counts,
    Answering answering) {
  static Means of(Models models, Settings settings, Tokenizer tokenizer) {
    return new Means(
        models,
        settings,
        new ContextWindow(settings.maxModelLen()),
        tokenizer,
        new TokenCounts(tokenizer),
        new Answering(tokenizer));
  }

  /// The seed of one choice, so that `n` choices differ and a request's own seed tells.
  long seed(long asked, int choice) {
    return settings.seed() + asked * 1_000_003L + choice;
  }
}
