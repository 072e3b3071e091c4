package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.FakeLedger;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipmentTest {

  @TempDir private Path directory;
  private final FakeLedger ledger = new FakeLedger();
  private final UsageRecord first = recordOf(UUID.randomUUID());

  @Test
  void sendsAllInTheirOrder() {
    Shipment shipment = shipment(5);
    assertThat(shipment.send()).isTrue();
    assertThat(ledger.records()).hasSize(5).first().isEqualTo(first);
    assertThat(shipment.isEmpty()).isTrue();
  }

  @Test
  void isFullAtItsWidest() {
    assertThat(shipment(7).isFull()).isFalse();
    assertThat(shipment(8).isFull()).isTrue();
  }

  @Test
  void isPatientBeforeItSetsARecordAside() {
    ledger.refuse(first::equals);
    Shipment shipment = shipment(8);
    int sends = 1;
    while (!shipment.send()) {
      sends++;
    }
    assertThat(sends).isEqualTo(6);
    assertThat(shipment.setAside()).isEqualTo(1);
    assertThat(ledger.records()).hasSize(7).doesNotContain(first);
    assertThat(directory.resolve("aside")).content().contains(first.intent().id().toString());
  }

  @Test
  void setsNothingAsideIfTheLedgerComesBackInBetween() {
    AtomicInteger refusals = new AtomicInteger(6);
    ledger.refuse(each -> each.equals(first) && refusals.getAndDecrement() > 0);
    Shipment shipment = shipment(8);
    while (!shipment.send()) {
      assertThat(refusals.get()).isNotNegative();
    }
    assertThat(shipment.setAside()).isZero();
    assertThat(ledger.records()).hasSize(8).contains(first);
    assertThat(directory.resolve("aside")).doesNotExist();
  }

  @Test
  void setsNothingAsideForWantOfRoom() {
    ledger.setFullFor(first::equals);
    Shipment shipment = shipment(8);
    for (int i = 0; i < 50; i++) {
      assertThat(shipment.send()).isFalse();
    }
    ledger.setFullFor(_ -> false);
    assertThat(shipment.send()).isTrue();
    assertThat(shipment.setAside()).isZero();
    assertThat(ledger.records()).hasSize(8).contains(first);
  }

  @Test
  void setsNothingAsideIfTheDiskIsFullWhenTheNeighbourHasPassed() {
    AtomicInteger refusals = new AtomicInteger(6);
    ledger.refuse(each -> each.equals(first) && refusals.decrementAndGet() >= 0);
    ledger.setFullFor(each -> each.equals(first) && refusals.get() <= 0);
    Shipment shipment = shipment(8);
    for (int i = 0; i < 50; i++) {
      assertThat(shipment.send()).isFalse();
    }
    assertThat(shipment.setAside()).isZero();
    ledger.setFullFor(_ -> false);
    assertThat(shipment.send()).isTrue();
    assertThat(ledger.records()).hasSize(8).contains(first);
  }

  @Test
  void waitsForAnotherRecordBeforeItJudgesTheOnlyOne() {
    ledger.refuse(first::equals);
    Shipment shipment = shipment(1);
    for (int i = 0; i < 20; i++) {
      assertThat(shipment.send()).isFalse();
    }
    shipment.add(recordOf(UUID.randomUUID()));
    assertThat(shipment.send()).isTrue();
    assertThat(shipment.setAside()).isEqualTo(1);
  }

  private Shipment shipment(int records) {
    Shipment shipment = new Shipment(ledger, directory.resolve("aside"), 8);
    shipment.add(first);
    for (int i = 1; i < records; i++) {
      shipment.add(recordOf(UUID.randomUUID()));
    }
    return shipment;
  }

  private static UsageRecord recordOf(UUID id) {
    return new UsageRecord(intent(id), completed(id, 1, 1));
  }
}
