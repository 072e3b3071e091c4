package io.maas.gateway.recovery;

import io.maas.domain.metering.Quota;
import io.maas.gateway.journal.Recovered;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Settles in counters that others share what an earlier process of this gateway held there when it
/// died, as its journal tells and the ledger charges it. Until then such a hold counts in full.
public final class Corrections {

  /// How many are under way at once: those who serve use the same counters.
  private static final int AT_ONCE = 128;

  private Corrections() {}

  /// Goes on until the counters know of all.
  public static CompletionStage<Void> tell(Quota quota, List<Recovered> recovered) {
    if (recovered.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    int now = Math.min(AT_ONCE, recovered.size());
    CompletableFuture<?>[] told =
        recovered.subList(0, now).stream()
            .map(one -> quota.correct(one.requestId(), one.trace(), one.settlement()))
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(told)
        .thenCompose(_ -> tell(quota, recovered.subList(now, recovered.size())));
  }
}
