package io.maas.systemtests.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.maas.protocol.json.Json;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Administrator;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is there, and is no good: slow, silent, read-only, its disk full. Keys that are in
/// use work on in every case, and afterwards all that was served is on the ledger.
class PostgresAtFaultTest {

  private static final int CLIENTS = 12;
  private static final int BEFORE = 50;
  private static final int MEGABYTES = 600;
  private static final Duration ROUND_TRIP = Duration.ofMillis(200);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration SMALL = Duration.ofSeconds(4);
  private static final String KEYS = Administrator.API + "/api-keys";
  private static final String USAGE = Administrator.API + "/usage";

  @TempDir static Path folder;

  private static Optional<SmallDisk> disk = Optional.empty();
  private static LinkedSite site;

  @BeforeAll
  static void open() {
    Path database = folder.resolve("database");
    disk = SmallDisk.mount(database, MEGABYTES);
    site =
        LinkedSite.open(
            folder, database, flags -> MaasProcess.start(folder.resolve("data"), flags));
    site.simulator().tune(Map.of("inter-token-latency", "2ms"));
  }

  @AfterAll
  static void close() throws IOException {
    try {
      site.close();
    } finally {
      disk.ifPresent(SmallDisk::close);
    }
  }

  /// What a test that failed left as it was.
  @AfterEach
  void mend() {
    site.link().mend();
    disk.ifPresent(SmallDisk::free);
  }

  @Test
  @Tag("slow")
  void isSlowForSomeSeconds() {
    isSlow("slow", SMALL);
  }

  @Test
  @Tag("soak")
  void isSlowForAMinute() {
    isSlow("slow-soak", Duration.ofMinutes(1));
  }

  private void isSlow(String name, Duration time) {
    Story story = new Story(name);
    Administrator.Key revoked = story.freshKey("revoked");
    assertThat(story.ask(revoked.caller()).status()).isEqualTo(200);
    try (Witnesses clients = story.clients()) {
      // when
      site.link().slowDown(ROUND_TRIP);
      long fault = System.nanoTime();

      // then
      long asked = System.nanoTime();
      assertThat(story.ask(story.fresh.caller()).status()).isEqualTo(200);
      Duration firstUse = Duration.ofNanos(System.nanoTime() - asked);
      Administrator.of(site.maas()).revoke(revoked);
      Eventually.holds(
          "the revoked key is refused", SOON, () -> story.ask(revoked.caller()).status() == 401);
      while (System.nanoTime() - fault < time.toNanos()) {
        assertThat(story.ask(story.stranger()).status()).isEqualTo(401);
        assertThat(story.owner().get(USAGE).status()).isEqualTo(200);
      }
      long back = System.nanoTime();
      site.link().mend();
      clients.leave();
      story.tell(
          "slow, %d ms a round trip, for %d s; a key's first use took %d ms"
              .formatted(ROUND_TRIP.toMillis(), time.toSeconds(), firstUse.toMillis()),
          clients,
          fault,
          back);
      assertThat(clients.statuses()).containsOnlyKeys(200);
    }
  }

  @Test
  @Tag("slow")
  void saysNothingForTenSeconds() {
    saysNothing("silent", Duration.ofSeconds(10));
  }

  @Test
  @Tag("soak")
  void saysNothingForFiveMinutes() {
    saysNothing("silent-soak", Duration.ofMinutes(5));
  }

  private void saysNothing(String name, Duration time) {
    Story story = new Story(name);
    try (Witnesses clients = story.clients()) {
      // when
      site.link().freeze();
      long fault = System.nanoTime();

      // then
      while (System.nanoTime() - fault < time.toNanos()) {
        assertThat(story.ask(story.caller()).status()).isEqualTo(200);
        assertRefusedForNow(story.ask(story.fresh.caller()));
      }
      long back = System.nanoTime();
      site.link().cut();
      site.link().mend();
      Duration again = story.awaitFreshKey(back);
      clients.leave();
      story.tell(
          "silent for %d s; a new key worked %d ms after it was back"
              .formatted(time.toSeconds(), again.toMillis()),
          clients,
          fault,
          back);
      assertThat(clients.statuses()).containsOnlyKeys(200);
    }
  }

  @Test
  @Tag("slow")
  void isReadOnlyForSomeSeconds() {
    isReadOnly("read-only", SMALL);
  }

  @Test
  @Tag("soak")
  void isReadOnlyForAMinute() {
    isReadOnly("read-only-soak", Duration.ofMinutes(1));
  }

  private void isReadOnly(String name, Duration time) {
    Story story = new Story(name);
    try (Witnesses clients = story.clients()) {
      // when
      site.say(
          "alter database maas set default_transaction_read_only = on",
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maas'");
      long fault = System.nanoTime();

      // then what can be read is there, and nothing can be changed
      Eventually.holds(
          "a key that nobody has shown yet works",
          SOON,
          () -> story.ask(story.fresh.caller()).status() == 200);
      while (System.nanoTime() - fault < time.toNanos()) {
        assertThat(story.ask(story.stranger()).status()).isEqualTo(401);
        assertThat(story.owner().get(USAGE).status()).isEqualTo(200);
        assertThat(story.mint().status()).isEqualTo(503);
      }
      site.say(
          "set default_transaction_read_only = off",
          "alter database maas reset default_transaction_read_only");
      long back = System.nanoTime();
      Eventually.holds("a key can be minted", SOON, () -> story.mint().status() == 201);
      Duration again = Duration.ofNanos(System.nanoTime() - back);
      clients.leave();
      story.tell(
          "read-only for %d s; a key could be minted %d ms after it was not"
              .formatted(time.toSeconds(), again.toMillis()),
          clients,
          fault,
          back);
      assertThat(clients.statuses()).containsOnlyKeys(200);
    }
  }

  @Test
  @Tag("slow")
  void hasAFullDiskForSomeSeconds() throws IOException {
    hasAFullDisk("full", SMALL);
  }

  @Test
  @Tag("soak")
  void hasAFullDiskForAMinute() throws IOException {
    hasAFullDisk("full-soak", Duration.ofMinutes(1));
  }

  private void hasAFullDisk(String name, Duration time) throws IOException {
    assumeThat(disk).as("a disk that can be filled (only root may mount one)").isPresent();
    Story story = new Story(name);
    try (Witnesses clients = story.clients()) {
      // when
      disk.orElseThrow().fill();
      long fault = System.nanoTime();
      Eventually.holds(
          "the ledger takes nothing",
          SOON,
          () -> site.maas().said().contains("No space left on device"));

      // then
      while (System.nanoTime() - fault < time.toNanos()) {
        assertThat(story.ask(story.caller()).status()).isEqualTo(200);
        assertThat(story.ask(story.fresh.caller()).status()).isIn(200, 503);
      }
      disk.orElseThrow().free();
      long back = System.nanoTime();
      boolean died = site.database().startIfGone();
      Duration again = story.awaitFreshKey(back);
      clients.leave();
      story.tell(
          "its disk full for %d s%s; a new key worked %d ms after it was not"
              .formatted(time.toSeconds(), died ? ", of which it died" : "", again.toMillis()),
          clients,
          fault,
          back);
      assertThat(clients.statuses()).containsOnlyKeys(200);
    }
  }

  private static void assertRefusedForNow(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("service_unavailable");
  }

  /// A tenancy of its own, with a key in use and one that nobody has shown yet.
  private static final class Story {

    private final Tenancy tenancy;
    private final Administrator.Key fresh;
    private int minted;

    Story(String name) {
      site.simulator().forget();
      tenancy = Tenancy.in(site.maas(), site.simulator(), name);
      fresh = freshKey("fresh");
    }

    Administrator.Key freshKey(String name) {
      return Administrator.key(tenancy.owner(), name, tenancy.name());
    }

    /// Clients that are being served.
    Witnesses clients() {
      Witnesses clients = Witnesses.of(CLIENTS, tenancy.caller(), tenancy.model());
      clients.awaitServed(BEFORE);
      return clients;
    }

    Caller caller() {
      return tenancy.caller();
    }

    Caller owner() {
      return tenancy.owner();
    }

    Caller stranger() {
      return caller().as(fresh.caller().credential() + "0");
    }

    Answer ask(Caller caller) {
      return Witnesses.ask(caller, tenancy.model());
    }

    Answer mint() {
      return owner()
          .post(
              KEYS,
              Json.MAPPER
                  .createObjectNode()
                  .put("name", "minted-" + minted++)
                  .put("subscription", tenancy.name()));
    }

    Duration awaitFreshKey(long since) {
      Eventually.holds("the fresh key works", SOON, () -> ask(fresh.caller()).status() == 200);
      return Duration.ofNanos(System.nanoTime() - since);
    }

    /// Prints what happened, once all of it is on the ledger.
    void tell(String what, Witnesses clients, long fault, long back) {
      long waiting = (long) site.gauge("maas_journal_backlog_bytes");
      Reconciliation both = site.reconcile(tenancy.name());
      Duration drained = Duration.ofNanos(System.nanoTime() - back);
      System.out.printf(
          "PostgreSQL %s: clients saw %s meanwhile (p50 %d ms), lost 0, the ledger had caught up"
              + " with %d kB within %d ms; %s%n",
          what,
          clients.statuses(fault, back),
          clients.median(fault, back).toMillis(),
          waiting / 1000,
          drained.toMillis(),
          both.figures());
      assertThat(both.others()).isEmpty();
    }
  }
}
