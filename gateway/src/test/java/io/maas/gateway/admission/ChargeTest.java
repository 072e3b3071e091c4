package io.maas.gateway.admission;

import static io.maas.domain.catalog.TokenRules.Told.ALL_CHOICES;
import static io.maas.domain.catalog.TokenRules.Told.ONE_CHOICE;
import static io.maas.testkit.metering.Limits.demand;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.TokenRules;
import io.maas.domain.catalog.TokenRules.Told;
import io.maas.domain.catalog.TokenRules.Unfinished;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.testkit.metering.Limits;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What several answers to one request are charged, whatever the engine says of them.
class ChargeTest {

  private static final OptionalLong CLAMPED = OptionalLong.of(50);
  private static final OptionalLong FREE = OptionalLong.empty();
  private static final OptionalLong WHOLE = OptionalLong.empty();

  private static long output(
      Told covers, int choices, long told, OptionalLong allowance, OptionalLong pieces) {
    Demand demand = demand(10, choices, 60);
    Settled settled =
        (Settled)
            Charge.of(
                Usage.reported(10, told),
                rules(covers, Unfinished.HELD),
                demand,
                new Allowed(allowance, List.of()),
                pieces);
    assertThat(settled.inputTokens()).isEqualTo(10);
    return settled.outputTokens();
  }

  private static TokenRules rules(Told covers, Unfinished unfinished) {
    return new TokenRules(100, null, null, covers, unfinished);
  }

  /// What an answer is charged of which some pieces were seen and no usage was told.
  private static long unfinished(
      Unfinished rule, int choices, OptionalLong allowance, OptionalLong pieces) {
    Demand demand = demand(10, choices, 60);
    Settled settled =
        (Settled)
            Charge.of(
                Usage.estimate(10, pieces.orElse(0)),
                rules(ALL_CHOICES, rule),
                demand,
                new Allowed(allowance, List.of()),
                pieces);
    return settled.outputTokens();
  }

  private record Allowed(OptionalLong outputAllowance, List<Standing> standings)
      implements Reservation {
    @Override
    public UUID requestId() {
      return new UUID(0, 1);
    }
  }

  /// What the prompt of a request is charged, in a limit of this kind, whose usage nobody told.
  private static long prompt(Unit unit, Enforcement enforcement) {
    Limit limit = Limits.limit(unit, 100, Duration.ofMinutes(1), enforcement);
    Reservation reservation =
        new Allowed(FREE, List.of(new Standing(limit, 0, 40, Duration.ofMinutes(1))));
    Demand demand = new Demand(40, 10, 1, OptionalLong.of(60), 60, 60);
    Settled burnt =
        (Settled) Charge.burnt(rules(ALL_CHOICES, Unfinished.HELD), demand, reservation);
    assertThat(Charge.held(demand, reservation).input()).isEqualTo(burnt.inputTokens());
    return burnt.inputTokens();
  }

  @Test
  void isTheBoundOfAPromptThatNobodyToldWhereALimitIsStrictEvenIfItCountsNoOutput() {
    assertThat(prompt(Unit.INPUT_TOKENS, Enforcement.STRICT)).isEqualTo(40);
    assertThat(prompt(Unit.INPUT_TOKENS, Enforcement.SETTLE)).isEqualTo(10);
    assertThat(prompt(Unit.REQUESTS, Enforcement.STRICT)).isEqualTo(10);
  }

  @Test
  void isWhatTheEngineToldWhereItTellsAll() {
    assertThat(output(ALL_CHOICES, 3, 90, CLAMPED, WHOLE)).isEqualTo(90);
    assertThat(output(ALL_CHOICES, 3, 90, CLAMPED, OptionalLong.of(96))).isEqualTo(90);
  }

  @Test
  void isNoLessThanWhatWasSeenToPass() {
    assertThat(output(ALL_CHOICES, 3, 30, FREE, OptionalLong.of(96))).isEqualTo(90);
  }

  @Test
  void isWhatTheOthersMayHaveHadWhereTheEngineTellsOfOneAndALimitIsStrict() {
    assertThat(output(ONE_CHOICE, 3, 30, CLAMPED, WHOLE)).isEqualTo(130);
    assertThat(output(ONE_CHOICE, 3, 30, CLAMPED, OptionalLong.of(96))).isEqualTo(130);
  }

  @Test
  void isNeverMoreThanWhatIsHeldForThemUnlessTheEngineSaysSo() {
    assertThat(output(ONE_CHOICE, 3, 140, CLAMPED, WHOLE)).isEqualTo(150);
    assertThat(output(ONE_CHOICE, 3, 170, CLAMPED, WHOLE)).isEqualTo(170);
  }

  @Test
  void isAsMuchForEachWhereTheEngineTellsOfOneAndNoLimitIsStrict() {
    assertThat(output(ONE_CHOICE, 3, 30, FREE, WHOLE)).isEqualTo(90);
    assertThat(output(ONE_CHOICE, 3, 30, FREE, OptionalLong.of(106))).isEqualTo(100);
  }

  @Test
  void isWhatTheEngineToldOfOneAnswer() {
    assertThat(output(ONE_CHOICE, 1, 30, CLAMPED, OptionalLong.of(99))).isEqualTo(30);
  }

  @Test
  void isAllThatWasAllowedOfAnAnswerThatBrokeOffWhereALimitIsStrict() {
    assertThat(unfinished(Unfinished.HELD, 1, CLAMPED, OptionalLong.of(7))).isEqualTo(50);
    assertThat(unfinished(Unfinished.HELD, 3, CLAMPED, OptionalLong.of(7))).isEqualTo(150);
    assertThat(unfinished(Unfinished.HELD, 1, CLAMPED, WHOLE)).isEqualTo(50);
    assertThat(unfinished(Unfinished.HELD, 1, CLAMPED, OptionalLong.of(70))).isEqualTo(70);
  }

  @Test
  void isWhatWasSeenOfItWhereNoLimitIsStrictOrTheModelSaysSo() {
    assertThat(unfinished(Unfinished.HELD, 1, FREE, OptionalLong.of(7))).isEqualTo(7);
    assertThat(unfinished(Unfinished.SEEN, 1, CLAMPED, OptionalLong.of(7))).isEqualTo(7);
    assertThat(unfinished(Unfinished.SEEN, 1, CLAMPED, WHOLE)).isEqualTo(50);
  }

  @Test
  void isAllThatWasAllowedWhereAnEngineWorkedForNothingAndALimitIsStrict() {
    Demand demand = new Demand(40, 10, 1, OptionalLong.of(60), 60, 20);
    Reservation strict = new Allowed(CLAMPED, List.of());
    Settled burnt = (Settled) Charge.burnt(rules(ALL_CHOICES, Unfinished.HELD), demand, strict);
    assertThat(burnt.outputTokens()).isEqualTo(50);
  }
}
