package io.maas.store.memory;

import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.model.QuotaModelContract;
import java.time.InstantSource;
import java.util.function.LongSupplier;

class MemoryQuotaModelTest extends QuotaModelContract {

  @Override
  protected Quota quota(LongSupplier time, InstantSource dates, History history) {
    return new MemoryQuota(time, dates, history);
  }
}
