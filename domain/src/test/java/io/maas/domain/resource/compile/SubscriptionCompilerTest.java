package io.maas.domain.resource.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionCompilerTest {

  private static final String GOLD = "models-as-a-service/gold";

  private final Scene scene = new Scene().model("llm/a").model("llm/b");

  @Test
  void compilesEverythingThatItSays() {
    Resource gold =
        Declare.annotated(
            Declare.spec(
                Kind.SUBSCRIPTION,
                GOLD,
                """
                {owner: {groups: [{name: engineering}], users: [bob]}, priority: 20,
                 enforcement: strict,
                 tokenMetadata: {organizationId: org-1, costCenter: cc-42, labels: {k: v}},
                 rateLimits: [{limit: 9, window: 60m, unit: output_tokens, scope: subscription}],
                 modelRefs: [{name: a, namespace: llm,
                   tokenRateLimits: [{limit: 1000, window: 60s}],
                   requestRateLimits: [{limit: 5, window: 2m, scope: key}],
                   billingRate: {perToken: "0.00002"}}]}
                """),
            Map.of("openshift.io/display-name", "Gold", "openshift.io/description", "All of it"));
    scene.with(gold);

    assertThat(subscription())
        .isEqualTo(
            new Subscription(
                "models-as-a-service",
                "gold",
                new Display("Gold", "All of it"),
                Phase.ACTIVE,
                20,
                new Subjects(Set.of("engineering"), Set.of("bob")),
                Map.of(
                    new ModelId("llm", "a"),
                    new Grant(
                        List.of(
                            new Limit(
                                GOLD + "@llm/a:total_tokens/1m/user",
                                Measure.of(Unit.TOTAL_TOKENS),
                                1000,
                                Window.rolling(Duration.ofMinutes(1)),
                                Scope.USER,
                                Enforcement.STRICT,
                                new Limit.Over(GOLD, "llm/a")),
                            new Limit(
                                GOLD + "@llm/a:requests/2m/key",
                                Measure.of(Unit.REQUESTS),
                                5,
                                Window.rolling(Duration.ofMinutes(2)),
                                Scope.KEY,
                                Enforcement.STRICT,
                                new Limit.Over(GOLD, "llm/a")),
                            new Limit(
                                GOLD + ":output_tokens/1h/subscription",
                                Measure.of(Unit.OUTPUT_TOKENS),
                                9,
                                Window.rolling(Duration.ofHours(1)),
                                Scope.SUBSCRIPTION,
                                Enforcement.STRICT,
                                new Limit.Over(GOLD, null))),
                        BillingRate.perToken(new Money(20_000, "USD")))),
                null,
                new Attribution("org-1", "cc-42", Map.of("k", "v")),
                null));
  }

  @Test
  void keepsTheCounterOfALimitWhoseAmountChanges() {
    Limit before = limits("{limit: 10, window: 60s}").getFirst();
    Limit after = limits("{limit: 20, window: 1m}").getFirst();

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.amount()).isEqualTo(20);
    assertThat(limits("{limit: 10, window: 2m}").getFirst().id()).isNotEqualTo(before.id());
    assertThat(limits("{limit: 10, window: 1m, scope: key}").getFirst().id())
        .isNotEqualTo(before.id());
    assertThat(limits("{limit: 10, window: 1m, unit: requests}").getFirst().id())
        .isNotEqualTo(before.id());
  }

  @Test
  void namesACounterForAllThatIsCounted() {
    assertThat(limits("{limit: 10, window: 1m, weights: {cached: 0.1, output: 5}}").getFirst().id())
        .isEqualTo(GOLD + "@llm/a:total_tokens(1,0.1,5)/1m/user");
    assertThat(limits("{limit: 10, window: day, timeZone: Europe/Berlin}").getFirst().id())
        .isEqualTo(GOLD + "@llm/a:total_tokens/day@Europe/Berlin/user");
    assertThat(limits("{limit: 10, unit: concurrent_requests, scope: key}").getFirst().id())
        .isEqualTo(GOLD + "@llm/a:concurrent_requests/key");
  }

  @Test
  void countsTheCostOfAllModelsInOneCounterEachAtItsPrice() {
    scene.with(
        Kind.SUBSCRIPTION,
        GOLD,
        """
        {owner: {}, failureMode: open, counting: leased,
         rateLimits: [{limit: "25.00", unit: cost, window: month, scope: subscription}],
         modelRefs: [{name: a, namespace: llm, billingRate: {perToken: "0.001"}},
           {name: b, namespace: llm, billingRate: {perToken: "0.002"}}]}
        """);

    Limit a = requireNonNull(subscription().grantFor(new ModelId("llm", "a"))).limits().getFirst();
    Limit b = requireNonNull(subscription().grantFor(new ModelId("llm", "b"))).limits().getFirst();

    assertThat(a.id()).isEqualTo(GOLD + ":cost/month/subscription").isEqualTo(b.id());
    assertThat(a.capacity()).isEqualTo(25_000_000_000L).isEqualTo(b.capacity());
    assertThat(a.measure().of(1, 0, 1)).isEqualTo(2_000_000);
    assertThat(b.measure().of(1, 0, 1)).isEqualTo(4_000_000);
    assertThat(subscription().failsOpen()).isTrue();
    assertThat(subscription().counting()).isEqualTo(Counting.LEASED);
  }

  @Test
  void makesOneOfLimitsThatCountTheSameAndTheSmallerHolds() {
    assertThat(limits("{limit: 10, window: 1m}, {limit: 5, window: 60s}, {limit: 7, window: 1m}"))
        .singleElement()
        .extracting(Limit::amount)
        .isEqualTo(5L);
  }

  @Test
  void holdsTheLimitsOfEveryEntryThatNamesTheModel() {
    scene.with(
        Kind.SUBSCRIPTION,
        GOLD,
        """
        {owner: {}, modelRefs: [
          {name: a, namespace: llm, tokenRateLimits: [{limit: 10, window: 1m}]},
          {name: a, namespace: llm, tokenRateLimits: [{limit: 50, window: 1h}],
           billingRate: {perToken: "1"}}]}
        """);

    Grant grant = requireNonNull(subscription().grantFor(new ModelId("llm", "a")));
    assertThat(grant.limits()).extracting(Limit::amount).containsExactly(10L, 50L);
    assertThat(grant.rate()).isEqualTo(BillingRate.perToken(new Money(1_000_000_000, "USD")));
    assertThat(scene.said(Kind.SUBSCRIPTION, GOLD).list("modelRefStatuses")).hasSize(1);
  }

  @Test
  void countsTheWholeSubscriptionOverAllItsModels() {
    scene.with(
        Kind.SUBSCRIPTION,
        GOLD,
        """
        {owner: {}, rateLimits: [{limit: 10, window: 1m}],
         modelRefs: [{name: a, namespace: llm}, {name: b, namespace: llm}]}
        """);

    assertThat(subscription().grants().values())
        .hasSize(2)
        .allSatisfy(grant ->
            assertThat(grant.limits())
                .extracting(Limit::id)
                .containsExactly(GOLD + ":total_tokens/1m/user"));
  }

  @Test
  void isActiveWhenAllItsModelsAreThere() {
    scene.subscription("gold", "llm/a", "llm/b");

    Said said = scene.said(Kind.SUBSCRIPTION, GOLD);
    assertThat(said.phase()).isEqualTo("Active");
    assertThat(said.condition("Ready")).isEqualTo("True Reconciled");
    assertThat(said.condition("SpecPriorityDuplicate")).isEqualTo("False NoDuplicatePeers");
    assertThat(said.condition("StrictNotBounded")).isEmpty();
    assertThat(said.list("modelRefStatuses"))
        .containsExactly(
            Map.of(
                "name", "a",
                "namespace", "llm",
                "ready", true,
                "reason", "Valid",
                "message", "model llm/a"),
            Map.of(
                "name", "b",
                "namespace", "llm",
                "ready", true,
                "reason", "Valid",
                "message", "model llm/b"));
    assertThat(said.list("tokenRateLimitStatuses").getFirst())
        .isEqualTo(
            Map.of(
                "model", "a",
                "name", "maas-trlp-a",
                "namespace", "llm",
                "ready", true,
                "reason", "AcceptedEnforced",
                "message", "limits hold"));
  }

  @Test
  void isDegradedWhileSomeModelsAreMissingAndServesTheOthers() {
    scene.subscription("gold", "llm/a", "llm/gone");

    assertThat(subscription().phase()).isEqualTo(Phase.DEGRADED);
    assertThat(subscription().grants()).containsOnlyKeys(new ModelId("llm", "a"));
    Said said = scene.said(Kind.SUBSCRIPTION, GOLD);
    assertThat(said.phase()).isEqualTo("Degraded");
    assertThat(said.condition("Ready")).isEqualTo("False PartialFailure");
    assertThat(said.message("Ready")).isEqualTo("model llm/gone not found");
    assertThat(said.list("modelRefStatuses").getLast())
        .containsEntry("ready", false)
        .containsEntry("reason", "NotFound");
    assertThat(said.list("tokenRateLimitStatuses").getLast())
        .containsEntry("ready", false)
        .containsEntry("reason", "NotAccepted");
  }

  @Test
  void failsWhileAllModelsAreMissing() {
    scene.subscription("gold", "llm/gone");

    assertThat(subscription().phase()).isEqualTo(Phase.FAILED);
    assertThat(scene.said(Kind.SUBSCRIPTION, GOLD).phase()).isEqualTo("Failed");
    assertThat(scene.said(Kind.SUBSCRIPTION, GOLD).condition("Ready"))
        .isEqualTo("False ReconcileFailed");
  }

  @Test
  void tellsAModelThatIsInvalidFromOneThatIsMissing() {
    scene.with(Kind.MODEL_REF, "llm/bad", "{}").subscription("gold", "llm/a", "llm/bad");

    assertThat(scene.said(Kind.SUBSCRIPTION, GOLD).list("modelRefStatuses").getLast())
        .containsEntry("reason", "InvalidSpec");
  }

  @Test
  void saysThatNobodyOwnsIt() {
    scene.with(
        Kind.SUBSCRIPTION,
        GOLD,
        "{owner: {}, modelRefs: [{name: a, namespace: llm,"
            + " tokenRateLimits: [{limit: 10, window: 1m}]}]}");

    Said said = scene.said(Kind.SUBSCRIPTION, GOLD);
    assertThat(said.phase()).isEqualTo("Active");
    assertThat(said.message("Ready")).startsWith("spec.owner: nobody");
  }

  @Test
  void countsOnlyInANamespaceOfTheTenant() {
    scene.with(
        Kind.SUBSCRIPTION,
        "eves/gold",
        "{owner: {users: [eve]}, modelRefs: [{name: a, namespace: llm,"
            + " tokenRateLimits: [{limit: 1000000, window: 1s}]}]}");

    assertThat(scene.compile().snapshot().find("eves/gold")).isEmpty();
    assertThat(scene.said(Kind.SUBSCRIPTION, "eves/gold").phase()).isEqualTo("Failed");
    assertThat(scene.said(Kind.SUBSCRIPTION, "eves/gold").message("Ready"))
        .startsWith("metadata.namespace: eves");
  }

  @Test
  void pricesEachModelForItself() {
    scene
        .model("llm/c")
        .with(
            Kind.SUBSCRIPTION,
            GOLD,
            """
            {owner: {}, rateLimits: [{limit: 1, window: 1m}], modelRefs: [
              {name: a, namespace: llm, billingRate: {perToken: "1"}},
              {name: b, namespace: llm, billingRate: {perToken: "2"}},
              {name: c, namespace: llm}]}
            """);

    assertThat(price("a")).isEqualTo(BillingRate.perToken(new Money(1_000_000_000, "USD")));
    assertThat(price("b")).isEqualTo(BillingRate.perToken(new Money(2_000_000_000, "USD")));
    assertThat(price("c")).isNull();
  }

  @Test
  void saysWhoHasTheSamePriority() {
    scene.subscription("gold", "llm/a").subscription("silver", "llm/a");

    Said said = scene.said(Kind.SUBSCRIPTION, GOLD);
    assertThat(said.condition("SpecPriorityDuplicate")).isEqualTo("True SharedPriority");
    assertThat(said.message("SpecPriorityDuplicate"))
        .isEqualTo("priority 0 is also that of models-as-a-service/silver");
  }

  @Test
  void namesSomeOfManyThatHaveTheSamePriority() {
    for (int i = 0; i < 30; i++) {
      scene.subscription("s-" + i, "llm/a");
    }
    scene.subscription("gold", "llm/a");

    assertThat(scene.said(Kind.SUBSCRIPTION, GOLD).message("SpecPriorityDuplicate"))
        .startsWith("priority 0 is also that of models-as-a-service/s-")
        .endsWith(" and 20 more")
        .satisfies(message -> assertThat(message.split(", ")).hasSize(10));
  }

  @Test
  void settlesOverAModelThatNothingBoundsAndSaysSo() {
    scene
        .unboundedModel("llm/free")
        .with(
            Kind.SUBSCRIPTION,
            GOLD,
            """
            {owner: {users: [bob]}, enforcement: strict, modelRefs: [
              {name: a, namespace: llm, tokenRateLimits: [{limit: 10, window: 1m}]},
              {name: free, namespace: llm, tokenRateLimits: [{limit: 10, window: 1m}],
               requestRateLimits: [{limit: 10, window: 1m}]}]}
            """);

    assertThat(enforcements("a")).containsExactly(Enforcement.STRICT);
    assertThat(enforcements("free")).containsExactly(Enforcement.SETTLE, Enforcement.STRICT);
    Said said = scene.said(Kind.SUBSCRIPTION, GOLD);
    assertThat(said.phase()).isEqualTo("Active");
    assertThat(said.condition("StrictNotBounded")).isEqualTo("True NoTemplate");
    assertThat(said.message("StrictNotBounded")).startsWith("llm/free: ");
  }

  @Test
  void saysThatStrictLimitsHold() {
    scene.with(
        Kind.SUBSCRIPTION,
        GOLD,
        "{owner: {}, enforcement: strict, modelRefs: [{name: a, namespace: llm,"
            + " tokenRateLimits: [{limit: 10, window: 1m}]}]}");

    assertThat(scene.said(Kind.SUBSCRIPTION, GOLD).condition("StrictNotBounded"))
        .isEqualTo("False Bounded");
  }

  private @Nullable BillingRate price(String model) {
    return requireNonNull(subscription().grantFor(new ModelId("llm", model))).rate();
  }

  private List<Enforcement> enforcements(String model) {
    Grant grant = subscription().grantFor(new ModelId("llm", model));
    return grant == null ? List.of() : grant.limits().stream().map(Limit::enforcement).toList();
  }

  private static List<Limit> limits(String rates) {
    Scene own = new Scene().model("llm/a");
    own.with(
        Kind.SUBSCRIPTION,
        GOLD,
        "{owner: {}, modelRefs: [{name: a, namespace: llm, tokenRateLimits: [%s]}]}"
            .formatted(rates));
    return own.compile()
        .snapshot()
        .find("gold")
        .map(gold -> gold.grantFor(new ModelId("llm", "a")))
        .map(Grant::limits)
        .orElseThrow();
  }

  private Subscription subscription() {
    return scene.compile().snapshot().find(GOLD).orElseThrow();
  }
}
