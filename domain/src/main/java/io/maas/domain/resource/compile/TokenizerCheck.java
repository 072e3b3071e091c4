package io.maas.domain.resource.compile;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.Violation;
import java.util.Optional;

/// Says whether a model's tokenizer can be used. Where it cannot the model is served all the same:
/// bytes bound its prompts, as they do where no tokenizer is named.
final class TokenizerCheck {

  private static final String TYPE = "TokenizerReady";

  private TokenizerCheck() {}

  /// Nothing is said of a model that names none.
  static Optional<Condition> of(TokenRules tokens, Surroundings.Tokenizers tokenizers) {
    TokenizerRef tokenizer = tokens.tokenizer();
    return tokenizer == null
        ? Optional.empty()
        : Optional.of(
            tokenizers
                .check(tokenizer)
                .map(TokenizerCheck::unusable)
                .orElseGet(() -> new Condition(TYPE, true, "TokenizerUsable", usable(tokenizer))));
  }

  private static Condition unusable(Violation violation) {
    return new Condition(
        TYPE, false, "TokenizerUnusable", violation + "; bytes bound the prompts meanwhile");
  }

  private static String usable(TokenizerRef tokenizer) {
    return switch (tokenizer) {
      case TokenizerRef.Tiktoken(String encoding) -> "prompts are counted with " + encoding;
      case TokenizerRef.HuggingFace(String file) -> "prompts are counted with " + file;
      case TokenizerRef.Upstream() -> "the endpoint is asked to count prompts";
    };
  }
}
