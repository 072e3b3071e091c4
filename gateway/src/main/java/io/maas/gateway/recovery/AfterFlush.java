package io.maas.gateway.recovery;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// A history that is asked once everything that an earlier process left in the journal is in it.
/// What the present process adds later is counted by its own counters.
public final class AfterFlush implements History {

  private final BooleanSupplier flush;
  private final History history;
  private final Executor aside;
  private volatile boolean flushed;

  /// @param flush puts the journal into the ledger; blocks, and tells whether it is done
  /// @param history reads the ledger
  /// @param aside runs what blocks
  public AfterFlush(BooleanSupplier flush, History history, Executor aside) {
    this.flush = flush;
    this.history = history;
    this.aside = aside;
  }

  @Override
  public CompletionStage<List<Spent>> spent(Claims claims) {
    return flushed
        ? history.spent(claims)
        : CompletableFuture.runAsync(this::flush, aside).thenCompose(_ -> history.spent(claims));
  }

  /// One at a time: whoever waits finds it done.
  private synchronized void flush() {
    if (!flushed && !flush.getAsBoolean()) {
      throw new IllegalStateException("the journal is not in the ledger yet");
    }
    flushed = true;
  }
}
