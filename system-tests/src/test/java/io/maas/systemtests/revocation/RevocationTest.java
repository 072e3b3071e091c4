package io.maas.systemtests.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import io.maas.testkit.outage.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneSite.class)
class RevocationTest {

  private static final int KEYS = 10;
  private static final int CLIENTS = 8;

  /// A second is promised; a machine with other things to do may take three.
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  private final Site site;

  RevocationTest(Site site) {
    this.site = site;
  }

  @AfterEach
  void answersComeAtOnce() {
    site.simulator().tune(Map.of("inter-token-latency", "0ms"));
  }

  @Test
  void refusesARevokedKeyInTheMiddleOfABurst() {
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "burst");
    Duration worst = Duration.ZERO;
    for (int i = 0; i < KEYS; i++) {
      // given
      Administrator.Key key = Administrator.key(tenancy.owner(), "burst-" + i, "burst");
      try (Burst burst = Burst.of(CLIENTS, key.caller(), tenancy.model())) {
        // when
        long revoked = System.nanoTime();
        tenancy.owner().delete(Administrator.API + "/api-keys/" + key.id()).expect(200);

        // then
        Duration passed = burst.passedAfter(revoked);
        worst = passed.compareTo(worst) > 0 ? passed : worst;
        assertThat(burst.refusedOtherwise()).isZero();
      }
    }
    System.out.printf(
        "revoked %d keys in a burst of %d clients: the last request that passed was sent at worst %d"
            + " ms after the revocation%n",
        KEYS, CLIENTS, worst.toMillis());
    assertThat(worst).isLessThan(AT_MOST);
  }

  @Test
  void endsTheRunningStreamOfARevokedKeyWithAnError() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "cut-short");
    site.simulator().tune(Map.of("inter-token-latency", "50ms"));
    JsonNode story = Chat.longStream(tenancy.model(), "Tell me a long story", 2000);
    try (EventStream stream = tenancy.caller().stream(Chat.PATH, story)) {
      assertThat(stream.next()).contains("chat.completion.chunk");

      // when
      long revoked = System.nanoTime();
      site.administrator().revoke(tenancy.key());
      List<String> rest = stream.rest();
      Duration took = Duration.ofNanos(System.nanoTime() - revoked);

      // then
      System.out.printf(
          "revoked a key: its stream ended %d ms after the revocation%n", took.toMillis());
      assertThat(rest.getLast()).isEqualTo(EventStream.DONE);
      JsonNode error = Answer.tree(rest.get(rest.size() - 2));
      assertThat(error.at("/error/code").asText()).isEqualTo("invalid_api_key");
      assertThat(took).isLessThan(AT_MOST);
      assertThat(recorded("cut-short", stream.requestId()))
          .satisfies(row -> {
            assertThat(row.estimated()).isTrue();
            assertThat(row.output()).isBetween(1L, 500L);
          });
    }
  }

  @Test
  void tellsAUsersTokenOfGroupsThatTheUserJoinsAndLeaves() {
    // given somebody who may not use a model
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "guild");
    Caller token = site.administrator().user("apprentice");
    assertThat(ask(token, tenancy).status()).isEqualTo(403);

    // when that person joins a group that may, then the token may at once
    site.administrator().join("guild", "apprentice");
    Duration joined = until(200, token, tenancy);

    // and when that person leaves it, then the token may no more
    site.administrator().leave("guild", "apprentice");
    Duration left = until(403, token, tenancy);
    System.out.printf(
        "a token knew of a joined group after %d ms, of a left one after %d ms%n",
        joined.toMillis(), left.toMillis());
  }

  @Test
  void refusesTokensAndKeysOfAUserWhoIsDeleted() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "leaver");
    assertThat(ask(tenancy.owner(), tenancy).status()).isEqualTo(200);
    assertThat(ask(tenancy.caller(), tenancy).status()).isEqualTo(200);

    // when
    site.administrator().caller().delete(Administrator.API + "/users/leaver").expect(200, 204);

    // then
    until(401, tenancy.owner(), tenancy);
    until(401, tenancy.caller(), tenancy);
  }

  private static Duration until(int status, Caller caller, Tenancy tenancy) {
    long start = System.nanoTime();
    Eventually.holds("status " + status, AT_MOST, () -> ask(caller, tenancy).status() == status);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Answer ask(Caller caller, Tenancy tenancy) {
    return caller.post(Chat.PATH, Chat.of(tenancy.model(), "Hello", 5));
  }

  private Recorded recorded(String subscription, String id) {
    return new LedgerTable(site.maas().facts().postgresUrl())
        .of(subscription, Set.of(id)).stream()
            .filter(row -> row.id().equals(id))
            .findFirst()
            .orElseThrow();
  }
}
