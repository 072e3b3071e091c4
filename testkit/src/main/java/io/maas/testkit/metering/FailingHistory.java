package io.maas.testkit.metering;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Cannot tell what was used before until somebody brings the ledger back; then it was nothing.
final class FailingHistory implements History {

  volatile boolean away = true;

  @Override
  public CompletionStage<List<Spent>> spent(Claims claims) {
    return away
        ? CompletableFuture.failedStage(new IllegalStateException("the ledger is away"))
        : History.NOTHING.spent(claims);
  }
}
