package io.maas.systemtests.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.store.postgres.embedded.EmbeddedPostgres;
import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Load;
import io.maas.systemtests.ledger.Mixture;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.OrphanedPostgres;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.SimProcess;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAwayTest {

  private static final int CLIENTS = 12;
  private static final int REQUESTS_BEFORE = 100;
  private static final Duration BACK_AGAIN = Duration.ofSeconds(30);
  private static final String USAGE = Administrator.API + "/usage";

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void servesKnownKeysAndLosesNothingWhileTheDatabaseIsAwayForTenSeconds() throws IOException {
    staysAway(Duration.ofSeconds(10));
  }

  @Test
  @Tag("soak")
  void servesKnownKeysAndLosesNothingWhileTheDatabaseIsAwayForAMinute() throws IOException {
    staysAway(Duration.ofMinutes(1));
  }

  private void staysAway(Duration time) throws IOException {
    Path directory = folder.resolve("database");
    EmbeddedPostgres database = EmbeddedPostgres.start(directory, new SecureRandom());
    try (SimProcess simulator = SimProcess.start(folder);
        MaasProcess maas =
            MaasProcess.start(
                folder.resolve("data"),
                "--simulator-url",
                simulator.url(),
                "--postgres",
                database.uri())) {
      // given a key that is in use, and one that nobody has shown yet
      Tenancy tenancy = Tenancy.in(maas, simulator, "away");
      simulator.tune(Map.of("inter-token-latency", "2ms"));
      Administrator.Key fresh = Administrator.key(tenancy.owner(), "fresh", "away");
      try (Load load = Load.of(CLIENTS, new Mixture(tenancy.caller(), tenancy.model())::send)) {
        load.awaitMore(REQUESTS_BEFORE);

        // when
        database.close();
        long gone = System.nanoTime();
        int before = load.ended();
        Caller stranger = tenancy.caller().as(fresh.caller().credential() + "0");
        while (System.nanoTime() - gone < time.toNanos()) {
          // then
          assertThat(ask(tenancy.caller(), tenancy).status()).isEqualTo(200);
          assertRefusedForNow(ask(fresh.caller(), tenancy));
          assertRefusedForNow(ask(stranger, tenancy));
          assertThat(tenancy.owner().get(USAGE).status()).isEqualTo(503);
        }
        int served = load.ended() - before;
        database = EmbeddedPostgres.start(directory, new SecureRandom());

        // and when it is back, then all is as if it had never been away
        Eventually.holds(
            "the fresh key works", BACK_AGAIN, () -> ask(fresh.caller(), tenancy).status() == 200);
        assertThat(ask(stranger, tenancy).status()).isEqualTo(401);
        load.awaitMore(REQUESTS_BEFORE);
        System.out.printf(
            "PostgreSQL was away for %d s: %d requests of %d clients served meanwhile%n",
            time.toSeconds(), served, CLIENTS);
        assertThat(served).isGreaterThan(CLIENTS);
      }
      System.out.println(reconciled(maas, simulator, "away"));
    } finally {
      database.close();
      new OrphanedPostgres(directory).stop();
    }
  }

  @Test
  @Tag("slow")
  void startsItsOwnDatabaseAgainWhenItIsKilled() {
    try (SimProcess simulator = SimProcess.start(folder);
        MaasProcess maas =
            MaasProcess.start(folder.resolve("data"), "--simulator-url", simulator.url())) {
      // given
      Tenancy tenancy = Tenancy.in(maas, simulator, "shot");
      simulator.tune(Map.of("inter-token-latency", "2ms"));
      Administrator.Key fresh = Administrator.key(tenancy.owner(), "fresh", "shot");
      try (Load load = Load.of(CLIENTS, new Mixture(tenancy.caller(), tenancy.model())::send)) {
        load.awaitMore(REQUESTS_BEFORE);

        // when
        ProcessHandle postmaster = maas.postgres().postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        long gone = System.nanoTime();

        // then
        assertThat(ask(tenancy.caller(), tenancy).status()).isEqualTo(200);
        Eventually.holds(
            "the fresh key works", BACK_AGAIN, () -> ask(fresh.caller(), tenancy).status() == 200);
        System.out.printf(
            "PostgreSQL was killed: a new key worked %d ms later%n",
            (System.nanoTime() - gone) / 1_000_000);
        load.awaitMore(REQUESTS_BEFORE);
      }
      System.out.println(reconciled(maas, simulator, "shot"));
    }
  }

  private static String reconciled(MaasProcess maas, SimProcess simulator, String subscription) {
    List<Served> book = simulator.book();
    maas.awaitDrained();
    return Reconciliation.of(
            new LedgerTable(maas.facts().postgresUrl())
                .of(subscription, book.stream().map(Served::requestId).collect(Collectors.toSet())),
            book)
        .verify()
        .figures();
  }

  private static Answer ask(Caller caller, Tenancy tenancy) {
    return caller.post(Chat.PATH, Chat.of(tenancy.model(), "Hello", 5));
  }

  private static void assertRefusedForNow(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("service_unavailable");
    assertThat(answer.header("retry-after")).matches("[0-9]+");
  }
}
