package io.maas.systemtests.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Some hundred requests of all kinds, some of which end badly.
@ExtendWith(OneSite.class)
class ReconciliationTest {

  private static final int REQUESTS = 450;
  private static final int AT_ONCE = 24;

  private final Site site;

  ReconciliationTest(Site site) {
    this.site = site;
  }

  @BeforeEach
  void theSimulatorIsSlowAndFailsNowAndThen() {
    site.simulator().forget();
    site.simulator()
        .tune(
            Map.of(
                "time-to-first-token", "5ms",
                "inter-token-latency", "2ms",
                "failure-status", "500:0.03",
                "failure-drop-rate", "0.03",
                "failure-no-usage-rate", "0.03",
                "failure-garbage-rate", "0.03"));
  }

  @AfterEach
  void theSimulatorIsWell() {
    site.simulator()
        .tune(
            Map.of(
                "time-to-first-token", "0ms",
                "inter-token-latency", "0ms",
                "failure-status", "500:0",
                "failure-drop-rate", "0",
                "failure-no-usage-rate", "0",
                "failure-garbage-rate", "0"));
  }

  @Test
  void agreesWithTheSimulatorsBookToTheToken() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "mixed");

    // when
    sendAll(new Mixture(tenancy.caller(), tenancy.model()));

    // then
    List<Served> book = site.simulator().book();
    List<Recorded> ledger =
        new LedgerTable(site.maas().facts().postgresUrl())
            .of("mixed", book.stream().map(Served::requestId).collect(Collectors.toSet()));
    Reconciliation both = Reconciliation.of(ledger, book).verify();
    System.out.println(both.figures());
    assertThat(both.told()).hasSizeGreaterThan(REQUESTS / 2);
    assertThat(both.others()).isNotEmpty();
    assertThat(UsageApi.tokensOf("mixed", site.administrator())).isEqualTo(both.recordedTokens());
  }

  /// Fails if any of them failed for another reason than that the simulator broke off.
  private static void sendAll(Mixture mixture) {
    Semaphore places = new Semaphore(AT_ONCE);
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < REQUESTS; i++) {
        int number = i;
        places.acquireUninterruptibly();
        sent.add(CompletableFuture.runAsync(() -> send(mixture, number, places), threads));
      }
    }
    sent.forEach(CompletableFuture::join);
  }

  private static void send(Mixture mixture, int number, Semaphore places) {
    try {
      mixture.send(number);
    } catch (UncheckedIOException _) {
      // an answer that the simulator broke off is broken off here too
    } finally {
      places.release();
    }
  }
}
