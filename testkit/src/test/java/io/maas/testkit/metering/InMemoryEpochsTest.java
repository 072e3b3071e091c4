package io.maas.testkit.metering;

import io.maas.domain.metering.Epochs;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

class InMemoryEpochsTest extends EpochsContract {

  private final Set<UUID> ledger = new HashSet<>();

  @Override
  protected Epochs epochs() {
    return new InMemoryEpochs(new FakeClock(() -> 0), ledger::contains);
  }

  @Override
  protected UUID requestInLedger() {
    UUID id = UUID.randomUUID();
    ledger.add(id);
    return id;
  }
}
