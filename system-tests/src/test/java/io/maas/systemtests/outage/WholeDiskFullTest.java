package io.maas.systemtests.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.SimProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything is on one disk, the database too, as where one machine does it all; and it is full.
class WholeDiskFullTest {

  private static final int CLIENTS = 12;
  private static final int MEGABYTES = 600;
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void losesNothingWhenItIsFullForTwoSeconds() {
    isFull(Duration.ofSeconds(2));
  }

  @Test
  @Tag("soak")
  void losesNothingWhenItIsFullForAMinute() {
    isFull(Duration.ofMinutes(1));
  }

  private void isFull(Duration time) {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("data"), MEGABYTES);
    assumeThat(mounted).as("a disk that can be filled (only root may mount one)").isPresent();
    try (SmallDisk disk = mounted.orElseThrow();
        SimProcess simulator = SimProcess.start(folder);
        MaasProcess maas = MaasProcess.start(disk.root(), "--simulator-url", simulator.url())) {
      // given
      Tenancy tenancy = Tenancy.in(maas, simulator, "one-disk");
      Caller caller = ManyGroups.caller(maas, tenancy);
      simulator.tune(Map.of("inter-token-latency", "2ms"));
      try (Witnesses clients = Witnesses.of(CLIENTS, caller, tenancy.model())) {
        clients.awaitServed(CLIENTS);

        // when
        disk.fill();
        Eventually.holds("requests are refused", SOON, () -> clients.count(503) > CLIENTS);
        long full = System.nanoTime();

        // then
        while (System.nanoTime() - full < time.toNanos()) {
          assertThat(Witnesses.ask(caller, tenancy.model()).status()).isIn(200, 503);
        }
        disk.free();
        long free = System.nanoTime();
        long served = clients.count(200);
        Eventually.holds("requests are served", SOON, () -> clients.count(200) > served + CLIENTS);
        clients.leave();
        Reconciliation both = reconciled(maas, simulator, tenancy.name());
        System.out.printf(
            "the one disk of everything full for %d s: clients saw %s meanwhile and %s in all;"
                + " lost 0; served again after %d ms; %s%n",
            time.toSeconds(),
            clients.statuses(full, free),
            clients.statuses(),
            clients.servedAgainAfter(free).toMillis(),
            both.figures());
        assertThat(clients.statuses()).containsOnlyKeys(200, 503);
        assertThat(both.others()).isEmpty();
      }
    }
  }

  private static Reconciliation reconciled(MaasProcess maas, SimProcess simulator, String name) {
    List<Served> book = simulator.book();
    maas.awaitDrained();
    return Reconciliation.of(
            new LedgerTable(maas.facts().postgresUrl())
                .of(name, book.stream().map(Served::requestId).collect(Collectors.toSet())),
            book)
        .verify();
  }
}
