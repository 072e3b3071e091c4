package io.maas.store.memory;

import io.maas.domain.metering.History;
import io.maas.testkit.metering.model.Gateways;
import io.maas.testkit.metering.model.QuotaModelContract;
import java.time.InstantSource;
import java.util.function.LongSupplier;

class MemoryQuotaModelTest extends QuotaModelContract {

  @Override
  protected Gateways gateways(LongSupplier time, InstantSource dates, History history) {
    return Gateways.one(() -> new MemoryQuota(time, dates, history));
  }
}
