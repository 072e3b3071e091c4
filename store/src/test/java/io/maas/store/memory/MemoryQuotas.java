package io.maas.store.memory;

import io.maas.domain.metering.History;
import io.maas.testkit.metering.FakeClock;
import java.util.function.LongSupplier;

/// Quotas that nothing was used of before.
final class MemoryQuotas {

  private MemoryQuotas() {}

  static MemoryQuota on(LongSupplier ticker) {
    return new MemoryQuota(ticker, new FakeClock(ticker), History.NOTHING);
  }
}
