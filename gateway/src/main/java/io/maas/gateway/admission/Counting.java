package io.maas.gateway.admission;

import io.maas.domain.catalog.TokenizerRef;
import io.maas.gateway.tokenizer.Tokenizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// What prompts are counted with.
///
/// @param tokenizers finds what a model names, without reading anything; empty if it cannot be used
/// @param pool counts aside; throws a RejectedExecutionException when it has too much to do
/// @param largest bytes of a prompt above which nobody tries
/// @param patience for a count; later ones are of no use
public record Counting(
    Function<TokenizerRef, Optional<Tokenizer>> tokenizers,
    Executor pool,
    long largest,
    Duration patience) {

  private static final long LARGEST = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofMillis(250);

  /// Bytes alone.
  public static final Counting NOTHING = with(_ -> Optional.empty(), Runnable::run);

  public Counting {
    if (largest < 0) {
      throw new IllegalArgumentException("largest: " + largest + " bytes (expected: >= 0)");
    }
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: > 0)");
    }
  }

  /// 256 KiB and 250 ms.
  public static Counting with(
      Function<TokenizerRef, Optional<Tokenizer>> tokenizers, Executor pool) {
    return new Counting(tokenizers, pool, LARGEST, PATIENCE);
  }
}
