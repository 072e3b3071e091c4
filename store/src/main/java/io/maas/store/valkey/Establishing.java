package io.maas.store.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.store.valkey.Agreement.Agreed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Gives counters what was used of them before the epoch: one look-up for all who wait for the same
/// ones.
final class Establishing {

  /// What was used before an epoch.
  interface Past {
    /// In the order of the claims; fails if that cannot be told now.
    CompletionStage<List<KnownSpent>> before(long epoch, Claims claims);
  }

  private final Counters counters;
  private final Past past;
  private final ConcurrentMap<List<Claim>, CompletableFuture<Void>> pending =
      new ConcurrentHashMap<>();

  Establishing(Counters counters, Past past) {
    this.counters = counters;
    this.past = past;
  }

  /// @param places of the unknown ones among all
  CompletionStage<Void> establish(Agreed agreed, List<Integer> places, Claims all) {
    List<Claim> unknown = places.stream().map(all.list()::get).toList();
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = pending.putIfAbsent(unknown, mine);
    if (other != null) {
      return other;
    }
    Bucket bucket = Bucket.of(all.partition());
    past.before(agreed.epoch(), new Claims(all.partition(), all.failsOpen(), unknown))
        .thenCompose(spent -> {
          CompletableFuture<?>[] each = new CompletableFuture<?>[spent.size()];
          for (int i = 0; i < each.length; i++) {
            each[i] =
                counters
                    .establish(agreed, bucket, unknown.get(i), spent.get(i))
                    .toCompletableFuture();
          }
          return CompletableFuture.allOf(each);
        })
        .whenComplete((_, error) -> {
          pending.remove(unknown, mine);
          if (error == null) {
            mine.complete(null);
          } else {
            mine.completeExceptionally(error);
          }
        });
    return mine;
  }
}
