package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a rate may say, wherever it stands.
class RateSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{limit: 9, window: 1m}|total_tokens|9|1m",
        "{limit: 9, unit: concurrent_requests}|concurrent_requests|9|at once",
        "{limit: \"25.00\", unit: cost, window: month}|cost|25000000000|month",
        "{limit: 25, unit: cost, window: month}|cost|25000000000|month",
        "{limit: 0.5, unit: cost, window: 1h}|cost|500000000|1h",
        "{limit: '0.000000001', unit: cost, window: 1h}|cost|1|1h",
        "{limit: '1000000', unit: cost, window: 1h}|cost|1000000000000000|1h",
        "{limit: 9, window: day}|total_tokens|9|day",
        "{limit: 9, window: day@UTC}|total_tokens|9|day",
        "{limit: 9, window: day, timeZone: Europe/Berlin}|total_tokens|9|day@Europe/Berlin",
        "{limit: 9, window: month@Asia/Tokyo}|total_tokens|9|month@Asia/Tokyo",
        "{limit: 9, window: month, timeZone: UTC}|total_tokens|9|month",
        "{limit: 9, window: 1m, weights: {cached: 0.1, output: 5}}|total_tokens(1,0.1,5)|9|1m",
        "{limit: 9, window: 1m, weights: {input: 0}}|total_tokens(0,0,1)|9|1m",
        "{limit: 9, window: 1m, weights: {input: '2'}}|total_tokens(2,2,1)|9|1m",
        "{limit: 9, window: 1m, weights: {output: 1000}}|total_tokens(1,1,1000)|9|1m",
        "{limit: 9, window: 1m, weights: {output: 1}}|total_tokens|9|1m",
        "{limit: 9, window: 1m, weights: {}}|total_tokens|9|1m",
      })
  void readsWhatCanBeCounted(String rate, String counted, long amount, String window) {
    RateSpec read = read(rate);

    assertThat(read.measure().word()).isEqualTo(counted);
    assertThat(read.amount()).isEqualTo(amount);
    assertThat(read.window()).hasToString(window);
    assertThat(read.scope()).isEqualTo(Scope.TENANT);
  }

  @Test
  void countsMoneyThatHasNoPriceYet() {
    assertThat(read("{limit: 25, unit: cost, window: month}"))
        .isEqualTo(
            new RateSpec(
                Measure.UNPRICED,
                25_000_000_000L,
                Window.parse("month").orElseThrow(),
                Scope.TENANT));
    assertThat(read("{limit: 2, unit: concurrent_requests, scope: user}"))
        .isEqualTo(new RateSpec(Unit.CONCURRENT_REQUESTS, 2, Window.WHILE_RUNNING, Scope.USER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{limit: 9}|window: nothing (expected: 1 to 9999 and s, m or h",
        "{limit: 9, window: week}|window: \"week\" (expected: 1 to 9999 and s, m or h",
        "{limit: 9, window: day@Mars}|window: \"day@Mars\" (expected: 1 to 9999 and s, m or h",
        "{limit: 9, window: 5, timeZone: UTC}|window: 5 (expected: 1 to 9999 and s, m or h",
        "{limit: 9, window: day, timeZone: Mars}|timeZone: \"Mars\" (expected: a time zone, such",
        "{limit: 9, window: day, timeZone: 5}|timeZone: 5 (expected: a time zone, such",
        "{limit: 9, window: 1m, timeZone: UTC}|timeZone: \"UTC\" (expected: nothing, unless window",
        "{limit: 9, window: day@UTC, timeZone: UTC}|timeZone: \"UTC\" (expected: nothing, unless",
        "{limit: 9, window: 1m, unit: concurrent_requests}|window: \"1m\" (expected: nothing, because"
            + " concurrent_requests are counted while they run)",
        "{limit: 9, timeZone: UTC, unit: concurrent_requests}|timeZone: \"UTC\" (expected: nothing,",
        "{limit: 1.5, unit: concurrent_requests}|limit: 1.5 (expected: a whole number from 1 to",
        "{window: 1m, unit: cost}|limit: nothing (expected: a decimal from 0.000000001 to 1000000"
            + " with at most 9 places)",
        "{limit: 0, window: 1m, unit: cost}|limit: 0 (expected: a decimal from 0.000000001",
        "{limit: '-1', window: 1m, unit: cost}|limit: \"-1\" (expected: a decimal from",
        "{limit: '1000000.1', window: 1m, unit: cost}|limit: \"1000000.1\" (expected: a decimal",
        "{limit: '0.0000000001', window: 1m, unit: cost}|limit: \"0.0000000001\" (expected: a dec",
        "{limit: '25 EUR', window: 1m, unit: cost}|limit: \"25 EUR\" (expected: a decimal from",
        "{limit: 1e9, window: 1m, unit: cost}|limit: \"1e9\" (expected: a decimal from",
        "{limit: [], window: 1m, unit: cost}|limit: a list of 0 (expected: a decimal from",
        "{limit: 9, window: 1m, weights: 5}|weights: 5 (expected: an object)",
        "{limit: 9, window: 1m, weights: {output: -1}}|weights.output: -1 (expected: a decimal from"
            + " 0 to 1000 with at most 3 places)",
        "{limit: 9, window: 1m, weights: {output: 1001}}|weights.output: 1001 (expected: a decimal",
        "{limit: 9, window: 1m, weights: {cached: 0.0001}}|weights.cached: 1.0E-4 (expected: a dec",
        "{limit: 9, window: 1m, weights: {input: heavy}}|weights.input: \"heavy\" (expected: a dec",
        "{limit: 9, window: 1m, weights: {input: 0, output: 0}}|weights: an object (expected: at"
            + " least one weight > 0)",
        "{limit: 9, window: 1m, unit: output_tokens, weights: {output: 2}}|weights: an object"
            + " (expected: nothing, because only total_tokens can be weighted)",
        "{limit: 9, window: 1m, scope: subscription}|scope: \"subscription\" (expected: one of key,"
            + " user, organization, tenant)",
        "{limit: 9, window: 1m, unit: seats}|unit: \"seats\" (expected: one of requests,",
      })
  void badInput(String rate, String violation) {
    assertThat(Specs.check(tenant(rate), Flow::value))
        .singleElement()
        .asString()
        .startsWith("spec.limits[0]." + violation);
  }

  @Test
  void givesAKeyLimitsOfItsOwn() {
    List<Violation> violations = new ArrayList<>();
    List<Limit> limits =
        KeyLimits.read(
            Fields.of(
                Flow.map(
                    """
                    {enforcement: strict, limits: [{limit: 10, window: 1m}, {limit: 5, window: 60s},
                      {limit: 2, unit: concurrent_requests}]}
                    """),
                violations));

    assertThat(violations).isEmpty();
    assertThat(limits)
        .extracting(limit -> limit.id() + " " + limit.amount())
        .containsExactly("key:total_tokens/1m/key 5", "key:concurrent_requests/key 2");
    assertThat(limits)
        .allSatisfy(limit -> {
          assertThat(limit.scope()).isEqualTo(Scope.KEY);
          assertThat(limit.enforcement()).isEqualTo(Enforcement.STRICT);
        });
  }

  @Test
  void boundsTheLimitsOfAKeyAndWhoseUseTheyCount() {
    List<Violation> violations = new ArrayList<>();
    String limit = "{limit: 1, window: 1m, scope: user},";

    KeyLimits.read(Fields.of(Flow.map("{limits: [" + limit + "]}"), violations));
    KeyLimits.read(
        Fields.of(
            Flow.map("{limits: [" + "{limit: 1, window: 1m},".repeat(11) + "]}"), violations));

    assertThat(violations)
        .extracting(Violation::toString)
        .containsExactly(
            "limits[0].scope: \"user\" (expected: one of key)",
            "limits: a list of 11 (expected: a list of 0 to 10)");
  }

  private static Resource tenant(String rate) {
    return Declare.spec(
        Kind.TENANT_CONFIG, "models-as-a-service/default-tenant", "{limits: [" + rate + "]}");
  }

  private static RateSpec read(String rate) {
    Specs.Reading reading = Specs.read(tenant(rate), Flow::value);
    assertThat(reading).isInstanceOf(Specs.Valid.class);
    return ((TenantConfigSpec) ((Specs.Valid) reading).spec()).limits().getFirst();
  }
}
