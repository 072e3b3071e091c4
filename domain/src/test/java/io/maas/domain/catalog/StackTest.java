package io.maas.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTest {

  private static final ModelId MODEL = new ModelId("llm", "granite");
  private static final Principal ALICE = new Principal("t", "alice", List.of("eng"), false, null);

  @Test
  void stacksTheTenantOverTheTeamOverTheSubscriptionOverTheKey() {
    Limit ofTenant = limit("tenant", Scope.TENANT);
    Limit ofOrganization = limit("org", Scope.ORGANIZATION);
    Limit ofTeam = limit("team", Scope.TEAM);
    Limit shared = limit("sub", Scope.SUBSCRIPTION);
    Limit each = limit("user", Scope.USER);
    Limit ofKey = limit("key", Scope.KEY);
    Overall overall =
        new Overall(
            List.of(ofTenant, ofOrganization),
            List.of(new Team("builders", new Subjects(Set.of("eng"), Set.of()), List.of(ofTeam))));
    Principal byKey =
        new Principal(
            "t",
            "alice",
            List.of("eng"),
            false,
            new Principal.KeyBinding("k1", "mine", "ns/gold", Instant.MAX, List.of(ofKey)));

    Claims claims = claims(overall, byKey, shared, each);

    assertThat(claims.list())
        .containsExactly(
            new Claim(ofTenant, ""),
            new Claim(ofOrganization, "acme"),
            new Claim(ofTeam, "builders"),
            new Claim(shared, ""),
            new Claim(each, "alice"),
            new Claim(ofKey, "k1"));
    assertThat(claims.failsOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    ",USER,t|ns/gold|alice",
    ",KEY,t|ns/gold|alice",
    ",SUBSCRIPTION,t|ns/gold|",
    "USER,USER,t||alice",
    "USER,SUBSCRIPTION,t||",
    "TEAM,USER,t||",
    "ORGANIZATION,KEY,t||",
    "TENANT,USER,t||",
  })
  void keepsTheCountersOfARequestWhereTheWidestOfThemIs(Scope above, Scope own, String partition) {
    Overall overall =
        above == null ? Overall.NONE : new Overall(List.of(limit("above", above)), List.of());

    assertThat(claims(overall, ALICE, limit("own", own)).partition().key()).isEqualTo(partition);
  }

  @Test
  void keepsACounterInOnePlaceWhoeverAsks() {
    Team team =
        new Team(
            "builders", new Subjects(Set.of("eng"), Set.of()), List.of(limit("team", Scope.TEAM)));
    Overall overall = new Overall(List.of(), List.of(team));
    Principal outsider = new Principal("t", "bob", List.of(), false, null);
    Limit shared = limit("sub", Scope.SUBSCRIPTION);

    String ofMember = claims(overall, ALICE, shared).partition().key();

    assertThat(claims(overall, outsider, shared).partition().key()).isEqualTo(ofMember);
  }

  @Test
  void keepsACounterInOnePlaceWhicheverSubscriptionPays() {
    Overall overall = new Overall(List.of(limit("each", Scope.USER)), List.of());
    Snapshot snapshot =
        snapshot(
            overall,
            subscription("shares", null, limit("shared", Scope.SUBSCRIPTION)),
            subscription("apart", null, limit("own", Scope.USER)));

    assertThat(partition(snapshot, "ns/apart")).isEqualTo(partition(snapshot, "ns/shares"));
  }

  @Test
  void settlesWhatIsNotBounded() {
    Limit tokens = new Limit("t", Unit.TOTAL_TOKENS, 9, minute(), Scope.TENANT, Enforcement.STRICT);
    Limit requests = limit("r", Scope.TENANT);

    Claims claims = claims(new Overall(List.of(tokens, requests), List.of()), ALICE);

    assertThat(claims.list().get(0).limit()).isEqualTo(tokens.keepable());
    assertThat(claims.list().get(0).limit().enforcement()).isEqualTo(Enforcement.SETTLE);
    assertThat(claims.list().get(1).limit()).isSameAs(requests);
  }

  @Test
  void countsMoneyAtThePriceOfTheGrant() {
    Limit budget =
        new Limit(
            "budget",
            Measure.UNPRICED,
            9,
            minute(),
            Scope.TENANT,
            Enforcement.SETTLE,
            Limit.Over.EVERYTHING);
    Overall overall = new Overall(List.of(budget), List.of());
    BillingRate price = BillingRate.perToken(new Money(7, "EUR"));

    Claims priced = claims(overall, ALICE, price);
    Claims free = claims(overall, ALICE);

    assertThat(priced.list())
        .extracting(claim -> claim.limit().id(), claim -> claim.limit().measure())
        .containsExactly(tuple("budget", Measure.cost(price)));
    assertThat(free.list())
        .extracting(claim -> claim.limit().measure())
        .containsExactly(Measure.UNPRICED);
  }

  @Test
  void countsAheadWhereTheSubscriptionSaysSo() {
    Subscription exact = subscription("gold", null, limit("own", Scope.USER));
    Subscription ahead =
        new Subscription(
            exact.namespace(),
            exact.name(),
            exact.display(),
            exact.phase(),
            exact.priority(),
            exact.owner(),
            exact.grants(),
            null,
            exact.attribution(),
            null,
            false,
            Counting.LEASED);

    assertThat(claims(snapshot(Overall.NONE, exact), ALICE).leased()).isFalse();
    assertThat(claims(snapshot(Overall.NONE, ahead), ALICE).leased()).isTrue();
  }

  private static Claims claims(Overall overall, Principal principal, Limit... own) {
    return claims(overall, principal, null, own);
  }

  private static Claims claims(
      Overall overall, Principal principal, @Nullable BillingRate price, Limit... own) {
    return claims(snapshot(overall, subscription("gold", price, own)), principal);
  }

  private static Claims claims(Snapshot snapshot, Principal principal) {
    return ((Decision.Granted) snapshot.decide(principal, MODEL, null)).claims(principal);
  }

  private static String partition(Snapshot snapshot, String subscription) {
    return ((Decision.Granted) snapshot.decide(ALICE, MODEL, subscription))
        .claims(ALICE)
        .partition()
        .key();
  }

  private static Subscription subscription(String name, @Nullable BillingRate price, Limit... own) {
    return new Subscription(
        "ns",
        name,
        Display.NONE,
        Phase.ACTIVE,
        1,
        new Subjects(Set.of("eng"), Set.of("bob")),
        Map.of(MODEL, new Grant(List.of(own), price)),
        null,
        new Attribution("acme", null, Map.of()),
        null);
  }

  private static Snapshot snapshot(Overall overall, Subscription... subscriptions) {
    Model model =
        new Model(
            MODEL,
            "LLMInferenceService",
            "granite",
            Set.of(),
            List.of(),
            new TokenRules(100, null),
            ModelDetails.NONE,
            Instant.EPOCH,
            true);
    return new Snapshot(
        1,
        "t",
        List.of(model),
        List.of(subscriptions),
        Map.of(
            MODEL, List.of(new AccessPolicy("ns/p", new Subjects(Set.of("eng"), Set.of("bob"))))),
        overall);
  }

  private static Limit limit(String id, Scope scope) {
    return new Limit(id, Unit.REQUESTS, 5, minute(), scope, Enforcement.STRICT);
  }

  private static Window minute() {
    return Window.rolling(Duration.ofMinutes(1));
  }
}
