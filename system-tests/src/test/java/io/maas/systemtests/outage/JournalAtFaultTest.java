package io.maas.systemtests.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk of a gateway's journal is full, and the database is away, so that the journal cannot
/// give back what it has.
class JournalAtFaultTest {

  private static final int CLIENTS = 12;

  /// Two segments of the journal, and room for two more.
  private static final int MEGABYTES = 80;

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void refusesNewRequestsForASecondAndServesWhenThereIsSpaceAgain() throws IOException {
    isFull(Duration.ofSeconds(1));
  }

  @Test
  @Tag("soak")
  void refusesNewRequestsForAMinuteAndServesWhenThereIsSpaceAgain() throws IOException {
    isFull(Duration.ofMinutes(1));
  }

  private void isFull(Duration time) throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("data"), MEGABYTES);
    assumeThat(mounted).as("a disk that can be filled (only root may mount one)").isPresent();
    try (SmallDisk disk = mounted.orElseThrow();
        LinkedSite site =
            LinkedSite.open(
                folder,
                folder.resolve("database"),
                flags -> MaasProcess.start(disk.root(), flags))) {
      // given somebody who is being served
      Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "full");
      Caller caller = ManyGroups.caller(site.maas(), tenancy);
      site.simulator().tune(Map.of("inter-token-latency", "2ms"));
      site.simulator().forget();
      try (Witnesses clients = Witnesses.of(CLIENTS, caller, tenancy.model())) {
        clients.awaitServed(CLIENTS);

        // when
        disk.fill();
        site.link().cut();
        Eventually.holds(
            "requests are refused, ours too",
            SOON,
            () ->
                clients.count(503) > CLIENTS
                    && Witnesses.ask(caller, tenancy.model()).status() == 503);
        long full = System.nanoTime();

        // then
        assertToldWhy(Witnesses.ask(caller, tenancy.model()));
        Answer ready = Caller.at(site.maas().managementUrl()).get("/ready").expect(503);
        assertThat(ready.json().at("/troubles/gateway").asText()).contains("journal");
        assertThat(site.gauge("maas_journal_refusing")).isEqualTo(1);
        while (System.nanoTime() - full < time.toNanos()) {
          assertThat(Witnesses.ask(caller, tenancy.model()).status()).isEqualTo(503);
        }

        // and when there is space again, then it serves, though the database is still away
        disk.free();
        long free = System.nanoTime();
        long served = clients.count(200);
        Eventually.holds("requests are served", SOON, () -> clients.count(200) > served + CLIENTS);
        site.link().mend();
        clients.leave();
        Reconciliation both = site.reconcile("full");
        System.out.printf(
            "the journal's disk full for %d s: clients saw %s meanwhile and %s in all, %d that ran"
                + " when it was full ended well; lost 0; served again after %d ms; %s%n",
            time.toSeconds(),
            clients.statuses(full, free),
            clients.statuses(),
            clients.servedAcrossFirst(503),
            clients.servedAgainAfter(free).toMillis(),
            both.figures());
        assertThat(clients.statuses()).containsOnlyKeys(200, 503);
        assertThat(clients.servedAcrossFirst(503)).isPositive();
        assertThat(both.others()).isEmpty();
      }
    }
  }

  private static void assertToldWhy(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("service_unavailable");
    assertThat(answer.json().at("/error/message").asText()).contains("journal of usage is full");
    assertThat(answer.header("retry-after")).isEqualTo("1");
  }
}
