package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TierCompilerTest {

  private static final String SEED =
      """
      [{name: free, displayName: Free, level: 0, enforcement: strict,
        groups: [tier-free-users, "system:authenticated"],
        limits: {requests: [{limit: 5, window: 2m}], tokens: [{limit: 100, window: 1m}]}},
       {name: premium, level: 1, enforcement: strict, groups: [tier-premium-users, premium-group],
        limits: {requests: [{limit: 20, window: 2m}], tokens: [{limit: 50000, window: 1m}]}}]
      """;
  private static final String MAP = "maas-api/tier-to-group-mapping";

  private final Scene scene = new Scene().model("llm/a");

  @Test
  void compilesTheTiersOfTheSeed() {
    scene.tiers(SEED);

    Snapshot snapshot = scene.compile().snapshot();

    assertThat(snapshot.find("tier-free"))
        .contains(
            new Subscription(
                "models-as-a-service",
                "tier-free",
                new Display("Free", null),
                Phase.ACTIVE,
                0,
                new Subjects(Set.of("tier-free-users", "system:authenticated"), Set.of()),
                Map.of(),
                new Grant(
                    List.of(
                        strict("tier-free", Unit.REQUESTS, 5, 2),
                        strict("tier-free", Unit.TOTAL_TOKENS, 100, 1)),
                    null),
                Attribution.NONE,
                0));
    assertThat(snapshot.find("tier-premium").orElseThrow().everyModel())
        .isEqualTo(
            new Grant(
                List.of(
                    strict("tier-premium", Unit.REQUESTS, 20, 2),
                    strict("tier-premium", Unit.TOTAL_TOKENS, 50_000, 1)),
                null));
    assertThat(snapshot.find("tier-premium").orElseThrow().priority()).isEqualTo(1);
    Said said = scene.said(Kind.CONFIG_MAP, MAP);
    assertThat(said.phase()).isEqualTo("Active");
    assertThat(said.condition("Ready")).isEqualTo("True Reconciled");
    assertThat(said.condition("Limited")).isEqualTo("True LimitsDeclared");
    assertThat(said.condition("StrictNotBounded")).isEqualTo("False Bounded");
    assertThat(said.tree())
        .containsEntry(
            "subscriptions",
            List.of("models-as-a-service/tier-free", "models-as-a-service/tier-premium"));
  }

  @Test
  void movesAUserToThePremiumTierWithTheGroup() {
    scene.tiers(SEED).policy("p", "llm/a");

    assertThat(tierOf("all", Principal.AUTHENTICATED)).isEqualTo("tier-free");
    assertThat(tierOf("all", "premium-group", Principal.AUTHENTICATED)).isEqualTo("tier-premium");
  }

  @Test
  void takesTheFirstOfTiersOfOneLevel() {
    scene
        .tiers("[{name: z, level: 1, groups: [all]}, {name: a, level: 1, groups: [all]}]")
        .policy("p", "llm/a");

    assertThat(tierOf("all")).isEqualTo("tier-z");
  }

  @Test
  void settlesOverAModelThatNothingBoundsAndSaysSo() {
    scene.unboundedModel("llm/free").tiers(SEED).policy("p", "llm/a", "llm/free");

    Subscription free = scene.compile().snapshot().find("tier-free").orElseThrow();

    assertThat(enforcements(free, "a")).containsOnly(Enforcement.STRICT);
    assertThat(enforcements(free, "free")).containsExactly(Enforcement.STRICT, Enforcement.SETTLE);
    assertThat(ids(free, "free")).isEqualTo(ids(free, "a"));
    Said said = scene.said(Kind.CONFIG_MAP, MAP);
    assertThat(said.condition("StrictNotBounded")).isEqualTo("True NoTemplate");
    assertThat(said.message("StrictNotBounded")).startsWith("llm/free: ");
    assertThat(tierOf("all", Principal.AUTHENTICATED)).isEqualTo("tier-free");
  }

  @Test
  void asksTheTierOnlyAfterExplicitSubscriptions() {
    scene.unboundedModel("llm/free").tiers(SEED).policy("p", "llm/free");
    scene.subscription("gold", "llm/free");
    Principal user =
        new Principal(Scene.TENANT, "eve", List.of("all", Principal.AUTHENTICATED), false, null);

    Decision decision = scene.compile().snapshot().decide(user, "free", null);

    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(((Granted) decision).subscription().name()).isEqualTo("gold");
  }

  @Test
  void settlesUnlessTheTierSaysOtherwise() {
    scene.tiers("[{name: free, level: 0, limits: {tokens: [{limit: 5, window: 1m}]}}]");

    Subscription free = scene.compile().snapshot().find("tier-free").orElseThrow();
    assertThat(enforcements(free, "a")).containsExactly(Enforcement.SETTLE);
    assertThat(free.grants()).isEmpty();
    assertThat(scene.said(Kind.CONFIG_MAP, MAP).condition("StrictNotBounded")).isEmpty();
  }

  @Test
  void failsOpenWhereTheTierSaysSo() {
    scene.tiers("[{name: free, level: 0}, {name: ajar, level: 1, failureMode: open}]");

    Snapshot snapshot = scene.compile().snapshot();
    assertThat(snapshot.find("tier-free").orElseThrow().failsOpen()).isFalse();
    assertThat(snapshot.find("tier-ajar").orElseThrow().failsOpen()).isTrue();
  }

  @Test
  void saysWhichTiersHaveNoLimits() {
    scene.tiers("[{name: free, level: 0, groups: [all]}]");

    assertThat(scene.said(Kind.CONFIG_MAP, MAP).condition("Limited")).isEqualTo("False NoLimits");
    assertThat(scene.said(Kind.CONFIG_MAP, MAP).message("Limited"))
        .startsWith("without limits: free");
  }

  @Test
  void leavesItsPlaceToAnExplicitSubscriptionOfItsName() {
    scene.tiers(SEED).subscription("tier-free", "llm/a");

    assertThat(scene.compile().snapshot().find("tier-free").orElseThrow().isTier()).isFalse();
    assertThat(scene.compile().snapshot().find("tier-premium")).isPresent();
    Said said = scene.said(Kind.CONFIG_MAP, MAP);
    assertThat(said.phase()).isEqualTo("Degraded");
    assertThat(said.message("Ready")).contains("models-as-a-service/tier-free");
  }

  @Test
  void takesTheTiersOfTheControlPlanesNamespaceBeforeOthers() {
    scene
        .with(
            Declare.content(
                Kind.CONFIG_MAP,
                "aaa/tier-to-group-mapping",
                Map.of("data", Map.of("tiers", "[{name: other, level: 0}]"))))
        .tiers(SEED);

    assertThat(scene.compile().snapshot().subscriptions().map(Subscription::name))
        .containsExactlyInAnyOrder("tier-free", "tier-premium");
    assertThat(scene.said(Kind.CONFIG_MAP, "aaa/tier-to-group-mapping").message("Ready"))
        .isEqualTo("the tiers of namespace maas-api are in force");
  }

  @Test
  void compilesWithoutTiersFromTextThatIsNoYaml() {
    scene.tiers("[{");

    assertThat(scene.compile().snapshot().subscriptions()).isEmpty();
    assertThat(scene.said(Kind.CONFIG_MAP, MAP).condition("Ready")).isEqualTo("False InvalidSpec");
    assertThat(Flow.value("[]")).isEqualTo(List.of());
  }

  private String tierOf(String... groups) {
    Principal user = new Principal(Scene.TENANT, "eve", List.of(groups), false, null);
    Decision decision = scene.compile().snapshot().decide(user, "llm/a", null);
    assertThat(decision).isInstanceOf(Granted.class);
    return ((Granted) decision).subscription().name();
  }

  private static List<Enforcement> enforcements(Subscription tier, String model) {
    return limits(tier, model).stream().map(Limit::enforcement).toList();
  }

  private static List<String> ids(Subscription tier, String model) {
    return limits(tier, model).stream().map(Limit::id).toList();
  }

  private static List<Limit> limits(Subscription tier, String model) {
    Grant grant = tier.grantFor(new ModelId("llm", model));
    return grant == null ? List.of() : grant.limits();
  }

  private static Limit strict(String tier, Unit unit, long amount, int minutes) {
    String word = unit == Unit.REQUESTS ? "requests" : "total_tokens";
    return new Limit(
        "models-as-a-service/" + tier + ":" + word + "/" + minutes + "m/user",
        Measure.of(unit),
        amount,
        Window.rolling(Duration.ofMinutes(minutes)),
        Scope.USER,
        Enforcement.STRICT,
        new Limit.Over("models-as-a-service/" + tier, null));
  }
}
