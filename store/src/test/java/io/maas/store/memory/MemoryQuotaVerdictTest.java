package io.maas.store.memory;

import io.maas.domain.metering.Quota;
import io.maas.testkit.metering.VerdictContract;

class MemoryQuotaVerdictTest extends VerdictContract {
  @Override
  protected Quota quota() {
    return MemoryQuotas.on(ticker);
  }
}
