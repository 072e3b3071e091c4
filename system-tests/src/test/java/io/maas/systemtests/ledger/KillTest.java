package io.maas.systemtests.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.SimProcess;
import io.maas.systemtests.server.Tenancy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` under load, again and again. The models are in a process of their own, which survives
/// and whose book tells what was really served.
class KillTest {

  private static final int CLIENTS = 24;
  private static final int REQUESTS_BETWEEN = 150;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void losesNoRequestWhenItIsKilledThreeTimes() {
    losesNoRequest(3);
  }

  @Test
  @Tag("soak")
  void losesNoRequestWhenItIsKilledTenTimes() {
    losesNoRequest(10);
  }

  private void losesNoRequest(int kills) {
    try (SimProcess simulator = SimProcess.start(folder);
        MaasProcess maas =
            MaasProcess.start(folder.resolve("data"), "--simulator-url", simulator.url())) {
      // given
      Tenancy tenancy = Tenancy.in(maas, simulator, "killed");
      simulator.tune(Map.of("time-to-first-token", "5ms", "inter-token-latency", "3ms"));

      // when
      try (Load load = Load.of(CLIENTS, new Mixture(tenancy.caller(), tenancy.model())::send)) {
        for (int kill = 1; kill <= kills; kill++) {
          load.awaitMore(REQUESTS_BETWEEN);
          killAndStart(maas, kill == kills);
        }
        load.awaitMore(REQUESTS_BETWEEN);
      }

      // then
      List<Served> book = simulator.book();
      maas.awaitDrained();
      List<Recorded> ledger =
          new LedgerTable(maas.facts().postgresUrl())
              .of("killed", book.stream().map(Served::requestId).collect(Collectors.toSet()));
      Reconciliation both = Reconciliation.of(ledger, book).verify();
      long lost = ledger.stream().filter(row -> row.outcome().equals("lost")).count();
      System.out.printf("killed %d times: %s; %d lost%n", kills, both.figures(), lost);
      assertThat(lost).as("in flight when it was killed").isPositive();
      assertThat(UsageApi.tokensOf("killed", Administrator.of(maas)))
          .isEqualTo(both.recordedTokens());
      assertThat(both.told()).hasSizeGreaterThan(REQUESTS_BETWEEN);
    }
  }

  /// @param database whether the database, which survives otherwise, is killed too
  private static void killAndStart(MaasProcess maas, boolean database) {
    ProcessHandle orphan = maas.postgres().postmaster();
    maas.kill();
    assertThat(orphan.isAlive()).as("PostgreSQL survives its owner").isTrue();
    if (database) {
      orphan.destroyForcibly();
      orphan.onExit().join();
    }
    maas.start();
    boolean adopted = maas.postgres().postmaster().pid() == orphan.pid();
    assertThat(adopted).as("PostgreSQL is adopted").isNotEqualTo(database);
  }
}
