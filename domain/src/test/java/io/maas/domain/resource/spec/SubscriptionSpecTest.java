package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubscriptionSpecTest {

  private static final Resource FULL =
      subscription(
          """
          {owner: {groups: [{name: engineering}], users: ["system:serviceaccount:ci:bot"]},
           priority: 20, enforcement: strict, failureMode: open, counting: leased,
           tokenMetadata: {organizationId: org-1, costCenter: cc-42, labels: {a: b}},
           rateLimits: [{limit: 5, window: 2m, unit: requests, scope: subscription}],
           requests: {enabled: true, approvers: {groups: [{name: leads}], users: [eve]}},
           modelRefs: [{name: my-model, namespace: llm,
             tokenRateLimits: [{limit: 1000, window: 1m},
               {limit: 200000, window: 24h, unit: output_tokens, scope: key}],
             requestRateLimits: [{limit: 7, window: 30s}],
             billingRate: {perToken: "0.00002", currency: EUR}}]}
          """);

  @Test
  void readsEverything() {
    assertThat(read(FULL))
        .isEqualTo(
            new SubscriptionSpec(
                new Subjects(Set.of("engineering"), Set.of("system:serviceaccount:ci:bot")),
                20,
                Enforcement.STRICT,
                true,
                Counting.LEASED,
                new Attribution("org-1", "cc-42", Map.of("a", "b")),
                List.of(
                    new AllowanceSpec(
                        new ModelId("llm", "my-model"),
                        List.of(
                            rate(Unit.TOTAL_TOKENS, 1000, Duration.ofMinutes(1), Scope.USER),
                            rate(Unit.OUTPUT_TOKENS, 200_000, Duration.ofHours(24), Scope.KEY),
                            rate(Unit.REQUESTS, 7, Duration.ofSeconds(30), Scope.USER)),
                        BillingRate.perToken(new Money(20_000, "EUR")))),
                List.of(rate(Unit.REQUESTS, 5, Duration.ofMinutes(2), Scope.SUBSCRIPTION)),
                new Subjects(Set.of("leads"), Set.of("eve"))));
  }

  @Test
  void mayBeAskedForOnlyWhereItSaysSo() {
    for (String requests : List.of("{}", "{enabled: false, approvers: {users: [eve]}}")) {
      assertThat(
              read(subscription(
                      "{owner: {}, requests: "
                          + requests
                          + ", modelRefs: [{name: m, namespace: llm,"
                          + " tokenRateLimits: [{limit: 1, window: 1m}]}]}"))
                  .approvers())
          .isNull();
    }
  }

  @Test
  void readsTheReferencesManifestAsTheReferenceMeansIt() {
    SubscriptionSpec spec =
        read(
            subscription(
                """
                {owner: {}, modelRefs: [{name: m, namespace: llm,
                  tokenRateLimits: [{limit: 100, window: 1m}],
                  billingRate: {perToken: "1"}}]}
                """));

    assertThat(spec.owner()).isEqualTo(new Subjects(Set.of(), Set.of()));
    assertThat(spec.priority()).isZero();
    assertThat(spec.enforcement()).isEqualTo(Enforcement.SETTLE);
    assertThat(spec.failsOpen()).isFalse();
    assertThat(spec.counting()).isEqualTo(Counting.EXACT);
    assertThat(spec.limits()).isEmpty();
    assertThat(spec.allowances().getFirst())
        .isEqualTo(
            new AllowanceSpec(
                new ModelId("llm", "m"),
                List.of(rate(Unit.TOTAL_TOKENS, 100, Duration.ofMinutes(1), Scope.USER)),
                BillingRate.perToken(new Money(1_000_000_000, "USD"))));
  }

  @Test
  void needsNoTokenLimitWhereRequestsOrTheWholeSubscriptionAreLimited() {
    assertThat(
            check(
                "{owner: {}, modelRefs: [{name: m, namespace: l,"
                    + " requestRateLimits: [{limit: 1, window: 1m}]}]}"))
        .isEmpty();
    assertThat(
            check(
                "{owner: {}, rateLimits: [{limit: 1, window: 1m}],"
                    + " modelRefs: [{name: m, namespace: l}]}"))
        .isEmpty();
    assertThat(check("{owner: {}, modelRefs: [{name: m, namespace: l}]}"))
        .containsExactly(
            "spec.modelRefs[0].tokenRateLimits: nothing (expected: a list of 1 or more)");
  }

  static List<Case> badInput() {
    String limits = "spec.modelRefs[0].tokenRateLimits";
    String amount = " (expected: a whole number from 1 to 1000000000)";
    String window =
        " (expected: 1 to 9999 and s, m or h, such as 5m, at most 366 days; or day, or month)";
    String name = " (expected: text of 1 to 63 characters)";
    String price = " (expected: a decimal in quotes";
    return List.of(
        Case.of("spec", "~", "spec: nothing (expected: an object)"),
        Case.of("spec.owner", "~", "spec.owner: nothing (expected: an object)"),
        Case.of("spec.owner.groups", "{}", "spec.owner.groups: an object (expected: a list)"),
        Case.of("spec.owner.groups[0]", "x", "spec.owner.groups[0]: \"x\" (expected: an object)"),
        Case.of("spec.owner.groups[0].name", "''", "spec.owner.groups[0].name: \"\" (expected:"),
        Case.of("spec.owner.users[0]", "{}", "spec.owner.users[0]: an object (expected: text"),
        Case.of("spec.priority", "high", "spec.priority: \"high\" (expected: a whole number from"),
        Case.of("spec.priority", "2147483648", "spec.priority: 2147483648 (expected: a whole"),
        Case.of(
            "spec.enforcement",
            "hard",
            "spec.enforcement: \"hard\" (expected: one of strict, settle)"),
        Case.of("spec.tokenMetadata", "[]", "spec.tokenMetadata: a list of 0 (expected: an"),
        Case.of("spec.tokenMetadata.costCenter", "5", "spec.tokenMetadata.costCenter: 5 (expected"),
        Case.of("spec.tokenMetadata.labels.a", "5", "spec.tokenMetadata.labels[a]: 5 (expected:"),
        Case.of("spec.modelRefs", "~", "spec.modelRefs: nothing (expected: a list of 1 or more)"),
        Case.of("spec.modelRefs", "[]", "spec.modelRefs: a list of 0 (expected: a list of 1 or"),
        Case.of("spec.modelRefs[0]", "m", "spec.modelRefs[0]: \"m\" (expected: an object)"),
        Case.of("spec.modelRefs[0].name", "~", "spec.modelRefs[0].name: nothing" + name),
        Case.of("spec.modelRefs[0].name", "''", "spec.modelRefs[0].name: \"\"" + name),
        Case.of("spec.modelRefs[0].name", "a".repeat(64), "spec.modelRefs[0].name: \"aa"),
        Case.of("spec.modelRefs[0].namespace", "~", "spec.modelRefs[0].namespace: nothing" + name),
        Case.of(limits, "[]", limits + ": a list of 0 (expected: a list of 1 or more)"),
        Case.of(limits + "[0].limit", "0", limits + "[0].limit: 0" + amount),
        Case.of(limits + "[0].limit", "-3", limits + "[0].limit: -3" + amount),
        Case.of(limits + "[0].limit", "1000000001", limits + "[0].limit: 1000000001" + amount),
        Case.of(limits + "[0].limit", "1.5", limits + "[0].limit: 1.5" + amount),
        Case.of(limits + "[0].limit", "'5'", limits + "[0].limit: \"5\"" + amount),
        Case.of(limits + "[0].limit", "~", limits + "[0].limit: nothing" + amount),
        Case.of(limits + "[1].window", "~", limits + "[1].window: nothing" + window),
        Case.of(limits + "[1].window", "1d", limits + "[1].window: \"1d\"" + window),
        Case.of(limits + "[1].window", "0m", limits + "[1].window: \"0m\"" + window),
        Case.of(limits + "[1].window", "10000s", limits + "[1].window: \"10000s\"" + window),
        Case.of(limits + "[1].window", "8785h", limits + "[1].window: \"8785h\"" + window),
        Case.of(limits + "[1].window", "5", limits + "[1].window: 5" + window),
        Case.of(
            limits + "[0].unit",
            "words",
            limits
                + "[0].unit: \"words\" (expected: one of requests, total_tokens, input_tokens,"
                + " output_tokens, cost, concurrent_requests, seconds, characters, images)"),
        Case.of(
            "spec.counting",
            "roughly",
            "spec.counting: \"roughly\" (expected: one of exact, leased)"),
        Case.of(
            "spec.failureMode",
            "ajar",
            "spec.failureMode: \"ajar\" (expected: one of closed, open)"),
        Case.of(
            limits + "[0].scope",
            "team",
            limits + "[0].scope: \"team\" (expected: one of key, user, subscription)"),
        Case.of(
            "spec.modelRefs[0].requestRateLimits[0].limit",
            "0",
            "spec.modelRefs[0].requestRateLimits[0].limit: 0" + amount),
        Case.of(
            "spec.modelRefs[0].requestRateLimits[0].unit",
            "cost",
            "spec.modelRefs[0].requestRateLimits[0].unit: \"cost\" (expected: one of requests,"
                + " concurrent_requests)"),
        Case.of("spec.rateLimits[0].window", "x", "spec.rateLimits[0].window: \"x\"" + window),
        Case.of(
            "spec.modelRefs[0].billingRate",
            "{}",
            "spec.modelRefs[0].billingRate.perToken: nothing" + price),
        Case.of(
            "spec.modelRefs[0].billingRate.perToken",
            "0.5",
            "spec.modelRefs[0].billingRate.perToken: 0.5" + price),
        Case.of(
            "spec.modelRefs[0].billingRate.perToken",
            "'-1'",
            "spec.modelRefs[0].billingRate.perToken: \"-1\"" + price),
        Case.of(
            "spec.modelRefs[0].billingRate.perToken",
            "'0.0000000001'",
            "spec.modelRefs[0].billingRate.perToken: \"0.0000000001\"" + price),
        Case.of(
            "spec.modelRefs[0].billingRate.perToken",
            "1e999999999",
            "spec.modelRefs[0].billingRate.perToken: \"1e999999999\"" + price),
        Case.of(
            "spec.modelRefs[0].billingRate.currency",
            "euro",
            "spec.modelRefs[0].billingRate.currency: \"euro\" (expected: three capitals"));
  }

  @Test
  void readsWhatIsPaidBesideTokens() {
    SubscriptionSpec spec =
        read(
            subscription(
                "{owner: {groups: [{name: a}]}, modelRefs: [{name: studio, namespace: llm,"
                    + " tokenRateLimits: [{limit: 5, window: day, unit: images}], billingRate:"
                    + " {perSecond: '0.1', perCharacter: '0.000001', perImage: '2'}}]}"));

    assertThat(spec.allowances().getFirst().rate())
        .isEqualTo(
            new BillingRate("USD", 0, 0, 0, 0, new Media(100_000_000, 1_000, 2_000_000_000)));
    assertThat(spec.allowances().getFirst().limits().getFirst().unit()).isEqualTo(Unit.IMAGES);
  }

  @ParameterizedTest
  @MethodSource
  void badInput(Case bad) {
    bad.verify(FULL);
  }

  private static RateSpec rate(Unit unit, long amount, Duration window, Scope scope) {
    return new RateSpec(unit, amount, Window.rolling(window), scope);
  }

  private static Resource subscription(String spec) {
    return Declare.spec(Kind.SUBSCRIPTION, "models-as-a-service/gold", spec);
  }

  private static List<String> check(String spec) {
    return Specs.check(subscription(spec), Flow::value).stream().map(Violation::toString).toList();
  }

  private static SubscriptionSpec read(Resource resource) {
    Specs.Reading reading = Specs.read(resource, Flow::value);
    assertThat(reading).isInstanceOf(Specs.Valid.class);
    return (SubscriptionSpec) ((Specs.Valid) reading).spec();
  }
}
