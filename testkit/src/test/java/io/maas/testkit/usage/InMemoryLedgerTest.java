package io.maas.testkit.usage;

import io.maas.domain.metering.Ledger;
import io.maas.testkit.metering.LedgerContract;

class InMemoryLedgerTest extends LedgerContract {

  private final InMemoryLedger ledger = new InMemoryLedger();

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
