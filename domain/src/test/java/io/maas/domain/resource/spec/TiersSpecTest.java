package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.metering.Enforcement;
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
import org.junit.jupiter.params.provider.CsvSource;

class TiersSpecTest {

  @Test
  void readsTheTiersInTheirOrder() {
    Resource map =
        Declare.tiers(
            """
            [{name: free, displayName: Free, description: For all, level: 0,
              groups: [tier-free-users, "system:authenticated"], enforcement: strict,
              failureMode: open,
              limits: {requests: [{limit: 5, window: 2m}], tokens: [{limit: 100, window: 1m}]}},
             {name: premium, level: 1}]
            """);

    assertThat(Specs.read(map, Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new TiersSpec(
                    List.of(
                        new TierSpec(
                            "free",
                            new Display("Free", "For all"),
                            0,
                            Set.of("tier-free-users", "system:authenticated"),
                            List.of(
                                new RateSpec(
                                    Unit.REQUESTS,
                                    5,
                                    Window.rolling(Duration.ofMinutes(2)),
                                    Scope.USER),
                                new RateSpec(
                                    Unit.TOTAL_TOKENS,
                                    100,
                                    Window.rolling(Duration.ofMinutes(1)),
                                    Scope.USER)),
                            Enforcement.STRICT,
                            true),
                        new TierSpec(
                            "premium",
                            new Display(null, null),
                            1,
                            Set.of(),
                            List.of(),
                            Enforcement.SETTLE,
                            false)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{level: 0}]|data.tiers[0].name: nothing (expected: 1 to 63 letters",
        "[{name: '', level: 0}]|data.tiers[0].name: \"\" (expected: 1 to 63 letters",
        "[{name: 'a/b', level: 0}]|data.tiers[0].name: \"a/b\" (expected: 1 to 63 letters",
        "[{name: a}]|data.tiers[0].level: nothing (expected: a whole number from",
        "[{name: a, level: x}]|data.tiers[0].level: \"x\" (expected: a whole number from",
        "[{name: a, level: 0}, {name: a, level: 1}]|data.tiers[1].name: \"a\" (expected: a name"
            + " that no other tier has)",
        "[{name: a, level: 0, groups: x}]|data.tiers[0].groups: \"x\" (expected: a list)",
        "[{name: a, level: 0, groups: [{}]}]|data.tiers[0].groups[0]: an object (expected: text",
        "[{name: a, level: 0, enforcement: no}]|data.tiers[0].enforcement: \"no\" (expected: one",
        "[{name: a, level: 0, limits: []}]|data.tiers[0].limits: a list of 0 (expected: an object",
        "[{name: a, level: 0, limits: {tokens: [{window: 1m}]}}]|data.tiers[0].limits.tokens[0]"
            + ".limit: nothing (expected: a whole",
        "[{name: a, level: 0, limits: {requests: [{limit: 1}]}}]|data.tiers[0].limits.requests[0]"
            + ".window: nothing (expected: 1 to",
        "[{name: a, level: 0, failureMode: no}]|data.tiers[0].failureMode: \"no\" (expected: one of",
        "[{name: a, level: 0, limits: {tokens: [{limit: 1, window: 1m, unit: cost}]}}]"
            + "|data.tiers[0].limits.tokens[0].unit: \"cost\" (expected: one of total_tokens,",
        "[{name: a, level: 0, limits: {requests: [{limit: 1, unit: total_tokens, window: 1m}]}}]"
            + "|data.tiers[0].limits.requests[0].unit: \"total_tokens\" (expected: one of requests,",
        "[a]|data.tiers[0]: \"a\" (expected: an object)",
        "{a: b}|data.tiers: an object (expected: a list)",
        "~|data.tiers: nothing (expected: a list",
        "[{|data.tiers: no YAML: at 2 (expected: :) (expected: YAML text: a list of tiers)",
        "' '|data.tiers: \" \" (expected: YAML text: a list of tiers)",
      })
  void badInput(String tiers, String violation) {
    assertThat(Specs.check(Declare.tiers(tiers), Flow::value))
        .singleElement()
        .asString()
        .startsWith(violation);
  }

  @Test
  void needsItsData() {
    Resource none = Declare.content(Kind.CONFIG_MAP, "maas-api/tier-to-group-mapping", Map.of());
    Resource empty =
        Declare.content(
            Kind.CONFIG_MAP, "maas-api/tier-to-group-mapping", Map.of("data", Map.of()));

    assertThat(Specs.check(none, Flow::value)).extracting(Violation::field).containsExactly("data");
    assertThat(Specs.check(empty, Flow::value))
        .extracting(Violation::field)
        .containsExactly("data.tiers");
  }
}
