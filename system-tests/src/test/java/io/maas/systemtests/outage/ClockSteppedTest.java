package io.maas.systemtests.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock of the program's machine is set forwards and backwards by an hour while it serves; its
/// database's is right.
class ClockSteppedTest {

  private static final int CLIENTS = 8;
  private static final int BEFORE = 30;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(30);

  /// A window that is shorter than a step, so that a step over it would show.
  private static final String LIMITED =
      """
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSSubscription
      metadata: {name: limited, namespace: models-as-a-service}
      spec:
        owner: {groups: [{name: stepped}]}
        enforcement: strict
        modelRefs:
          - name: stepped
            namespace: llm
            tokenRateLimits: [{limit: 400, window: 30m, scope: subscription}]
      """;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void changesNoRollingWindowAndLosesNothingWhenItIsSteppedByAnHour() throws IOException {
    isStepped(BEFORE);
  }

  @Test
  @Tag("soak")
  void changesNoRollingWindowAndLosesNothingWhenItIsSteppedUnderLongLoad() throws IOException {
    isStepped(100 * BEFORE);
  }

  private void isStepped(int requestsBetween) throws IOException {
    SteppedClock clock = SteppedClock.in(folder);
    try (LinkedSite site =
        LinkedSite.open(
            folder,
            folder.resolve("database"),
            flags -> MaasProcess.start(folder.resolve("data"), clock.environment(), flags))) {
      // given a limit that is spent, and keys that last half an hour
      Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "stepped");
      Administrator administrator = Administrator.of(site.maas());
      administrator.apply(LIMITED).expect(200);
      Tenancy.awaitSubscription(tenancy.owner(), "limited");
      Caller limited = Administrator.key(tenancy.owner(), "limited", "limited").caller();
      Caller brief = briefKey(tenancy.owner(), "brief");
      Caller unknown = briefKey(tenancy.owner(), "unknown");
      site.simulator().tune(Map.of("inter-token-latency", "2ms"));
      Eventually.holds("the limit is spent", SOON, () -> ask(limited, tenancy).status() == 429);
      assertThat(ask(brief, tenancy).status()).isEqualTo(200);
      long used = standing(tenancy.owner()).path("used").asLong();
      try (Witnesses clients = Witnesses.of(CLIENTS, tenancy.caller(), tenancy.model())) {
        clients.awaitServed(requestsBetween);

        // when it is set forwards
        set(clock, HOUR, tenancy.owner());

        // then
        assertThat(ask(limited, tenancy).status()).isEqualTo(429);
        assertThat(ask(brief, tenancy).status()).isEqualTo(401);
        assertThat(ask(unknown, tenancy).status()).isEqualTo(401);
        assertRevocable(site.maas(), tenancy);
        clients.awaitServed(requestsBetween);

        // and when it is set backwards, then
        set(clock, HOUR.negated(), tenancy.owner());
        assertThat(ask(limited, tenancy).status()).isEqualTo(429);
        assertThat(ask(brief, tenancy).status()).isEqualTo(200);
        awaitServed(unknown, tenancy);
        assertRevocable(site.maas(), tenancy);
        clients.awaitServed(requestsBetween);

        JsonNode standing = standing(tenancy.owner());
        assertThat(standing.path("used").asLong()).isEqualTo(used);
        assertThat(standing.path("resets_in_seconds").asLong()).isBetween(1L, 1800L);
        clients.leave();
        Reconciliation both = site.reconcile("models-as-a-service/");
        System.out.printf(
            "the clock an hour ahead, then an hour behind: clients saw %s, lost 0; %s%n",
            clients.statuses(), both.figures());
        assertThat(clients.statuses()).containsOnlyKeys(200);
        assertThat(both.others()).allSatisfy(ClockSteppedTest::endedByItsRevocation);
      }
      JsonNode chains = verified(administrator);
      assertThat(chains).isNotEmpty();
      assertThat(chains)
          .allSatisfy(chain -> assertThat(chain.path("findings")).as("%s", chain).isEmpty());

      // and when it is started again with a clock that is behind, then what is on the ledger counts
      site.maas().terminate();
      site.maas().start();
      assertThat(ask(limited, tenancy).status()).isEqualTo(429);
    }
  }

  /// Returns when the program goes by it.
  private static void set(SteppedClock clock, Duration off, Caller owner) {
    clock.set(off);
    Eventually.holds(
        "its clock is " + off + " off",
        SOON,
        () -> {
          JsonNode standing = standing(owner);
          Instant resets = Instant.parse(standing.path("resets_at").asText());
          Instant now = resets.minusSeconds(standing.path("resets_in_seconds").asLong());
          return Duration.between(Instant.now().plus(off), now).abs().toSeconds() < 60;
        });
  }

  private static JsonNode verified(Administrator administrator) {
    return administrator
        .caller()
        .get(Administrator.API + "/ledger/verify")
        .expect(200)
        .json()
        .path("chains");
  }

  private static JsonNode standing(Caller owner) {
    return owner
        .get(Administrator.API + "/quota?subscription=limited")
        .expect(200)
        .json()
        .path("data")
        .path(0);
  }

  private static Answer ask(Caller caller, Tenancy tenancy) {
    return Witnesses.ask(caller, tenancy.model());
  }

  /// That a key is unknown is remembered for a second.
  private static void awaitServed(Caller caller, Tenancy tenancy) {
    Eventually.holds("the key works", SOON, () -> ask(caller, tenancy).status() == 200);
  }

  private static Caller briefKey(Caller owner, String name) {
    JsonNode wish =
        Json.MAPPER
            .createObjectNode()
            .put("name", name)
            .put("subscription", "stepped")
            .put("expiresIn", "30m");
    JsonNode key = owner.post(Administrator.API + "/api-keys", wish).expect(201).json();
    return owner.as(key.path("key").asText());
  }

  /// A key that is made now works at once, and no longer once it is revoked. The request that was
  /// under way when its key was revoked, if there was one.
  private static void endedByItsRevocation(Reconciliation.Pair pair) {
    assertThat(pair.recorded().status()).as("%s", pair).isEqualTo(401);
  }

  private static void assertRevocable(MaasProcess maas, Tenancy tenancy) {
    Administrator.Key key = Administrator.key(tenancy.owner(), "now", tenancy.name());
    assertThat(ask(key.caller(), tenancy).status()).isEqualTo(200);
    Administrator.of(maas).revoke(key);
    Eventually.holds(
        "the revoked key is refused", SOON, () -> ask(key.caller(), tenancy).status() == 401);
  }
}
