package io.maas.store.memory;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.History.Spent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Look-ups of what was used before, under way: one for all who wait for the same counters.
final class Establishing {

  private final History history;
  private final ConcurrentMap<List<Claim>, CompletableFuture<List<Spent>>> pending =
      new ConcurrentHashMap<>();

  Establishing(History history) {
    this.history = history;
  }

  /// What was used of these claims, which are some of all.
  CompletionStage<List<Spent>> spent(List<Claim> unknown, Claims all) {
    CompletableFuture<List<Spent>> mine = new CompletableFuture<>();
    CompletableFuture<List<Spent>> other = pending.putIfAbsent(unknown, mine);
    if (other != null) {
      return other;
    }
    history
        .spent(new Claims(all.partition(), all.failsOpen(), unknown))
        .whenComplete((spent, error) -> {
          pending.remove(unknown, mine);
          if (error == null) {
            mine.complete(spent);
          } else {
            mine.completeExceptionally(error);
          }
        });
    return mine;
  }
}
