package io.maas.store.memory;

import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.MeasuredQuotaContract;
import java.time.InstantSource;
import java.util.function.LongSupplier;

class MemoryMeasuredQuotaTest extends MeasuredQuotaContract {

  @Override
  protected Quota quota(LongSupplier ticker, InstantSource clock, History history) {
    return new MemoryQuota(ticker, clock, history);
  }
}
