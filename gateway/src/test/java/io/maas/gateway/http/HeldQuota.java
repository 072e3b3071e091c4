package io.maas.gateway.http;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Counters that decide at once and tell it when a test says so, as those behind a slow network.
final class HeldQuota implements Quota {

  private final Quota quota;
  private volatile CompletableFuture<Void> told = CompletableFuture.completedFuture(null);

  /// Completes when something is decided that is not told yet.
  final CompletableFuture<Void> decided = new CompletableFuture<>();

  HeldQuota(Quota quota) {
    this.quota = quota;
  }

  void hold() {
    told = new CompletableFuture<>();
  }

  void tell() {
    told.complete(null);
  }

  @Override
  public CompletionStage<Admission> reserve(UUID requestId, Demand demand, Claims claims) {
    CompletionStage<Admission> admission = quota.reserve(requestId, demand, claims);
    CompletableFuture<Void> until = told;
    if (until.isDone()) {
      return admission;
    }
    decided.complete(null);
    return until.thenCompose(_ -> admission);
  }

  @Override
  public CompletionStage<Void> settle(Reservation reservation, Settlement settlement) {
    return quota.settle(reservation, settlement);
  }

  @Override
  public CompletionStage<List<Standing>> standings(Claims claims) {
    return quota.standings(claims);
  }
}
