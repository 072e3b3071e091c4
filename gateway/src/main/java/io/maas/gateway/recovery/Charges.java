package io.maas.gateway.recovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Adds up what limits were charged, from the ledger. Blocks.
public interface Charges {

  Sum of(Question question);

  /// Whose charges. What is null narrows nothing.
  ///
  /// @param since the first moment of admission, inclusive
  record Question(
      String tenant,
      @Nullable String subscription,
      @Nullable String model,
      @Nullable String user,
      @Nullable String key,
      @Nullable String organization,
      Instant since) {}

  /// What was charged.
  ///
  /// @param first when the first of the requests was admitted; null if there is none
  /// @param input prompt tokens, cached ones included
  /// @param cached those of them that came from a cache
  record Sum(
      @Nullable Instant first, long requests, long input, long cached, long output, long nanos) {}
}
