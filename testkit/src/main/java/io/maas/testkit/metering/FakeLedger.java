package io.maas.testkit.metering;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Spent;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageRecord;
import io.maas.domain.metering.UsageRow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// A ledger in memory that keeps each record once, and goes away when told.
public final class FakeLedger implements Ledger {

  private final Map<UUID, UsageRecord> records = new LinkedHashMap<>();
  private int repeated;
  private int failures;
  private boolean away;
  private Predicate<UsageRecord> poison = _ -> false;

  /// From now on every call fails, or none does.
  public synchronized void setAway(boolean away) {
    this.away = away;
    notifyAll();
  }

  /// From now on a batch with such a record fails.
  public synchronized void refuse(Predicate<UsageRecord> poison) {
    this.poison = poison;
  }

  @Override
  public synchronized void append(List<UsageRecord> batch) {
    if (away) {
      failures++;
      notifyAll();
      throw new IllegalStateException("the ledger is away, as the test wants");
    }
    if (batch.stream().anyMatch(poison)) {
      failures++;
      notifyAll();
      throw new IllegalStateException("a record cannot be taken, as the test wants");
    }
    for (UsageRecord each : batch) {
      if (records.putIfAbsent(each.intent().id(), each) != null) {
        repeated++;
      }
    }
    notifyAll();
  }

  /// Not kept: tests read [#records()].
  @Override
  public List<UsageRow> usage(UsageQuery query) {
    return List.of();
  }

  @Override
  public synchronized Spent spent(SpentQuery query) {
    return Spending.of(records.values(), query);
  }

  /// All records, in the order in which they came.
  public synchronized List<UsageRecord> records() {
    return List.copyOf(records.values());
  }

  /// How many records came although they were there.
  public synchronized int repeated() {
    return repeated;
  }

  /// How many batches it refused.
  public synchronized int failures() {
    return failures;
  }

  /// Waits until it has so many records.
  ///
  /// @return whether it has
  public synchronized boolean awaitRecords(int count, Duration within) throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (records.size() < count && System.nanoTime() < deadline) {
      wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    return records.size() >= count;
  }

  /// Waits until it has refused so many batches.
  ///
  /// @return whether it has
  public synchronized boolean awaitFailures(int count, Duration within)
      throws InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (failures < count && System.nanoTime() < deadline) {
      wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    return failures >= count;
  }
}
