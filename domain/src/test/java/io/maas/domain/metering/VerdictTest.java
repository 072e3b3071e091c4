package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void passesWhateverNothingLimits() {
    assertThat(verdict(demand(10, 5))).isEqualTo(new Verdict.Passes(5, false));
  }

  @Test
  void clampsTheAnswerToTheNarrowestStrictLimit() {
    Verdict verdict =
        verdict(
            demand(10, 4096),
            standing(Unit.TOTAL_TOKENS, 100, 20, 10),
            standing(Unit.OUTPUT_TOKENS, 90, 0, 0));

    assertThat(verdict).isEqualTo(new Verdict.Passes(60, true));
    assertThat(((Verdict.Passes) verdict).outputAllowance()).hasValue(60);
  }

  @Test
  void leavesTheAnswerToTheRequestWhereNoLimitClamps() {
    Verdict verdict = verdict(demand(10, 4096), standing(Unit.REQUESTS, 2, 1, 0));

    assertThat(((Verdict.Passes) verdict).outputAllowance()).isEmpty();
  }

  @Test
  void refusesByTheLimitThatHasToBeWaitedForLongest() {
    Standing held = standing(Unit.REQUESTS, 1, 0, 1, Duration.ofHours(9));
    Standing spent = standing(Unit.TOTAL_TOKENS, 100, 95, 0, MINUTE);
    Standing tooSmall = standing(Unit.INPUT_TOKENS, 9, 0, 0, Duration.ZERO);

    assertThat(verdict(demand(10, 5), held)).isEqualTo(new Verdict.Refuses(0, true));
    assertThat(verdict(demand(10, 5), held, spent)).isEqualTo(new Verdict.Refuses(1, false));
    assertThat(verdict(demand(10, 5), tooSmall, held, spent))
        .isEqualTo(new Verdict.Refuses(0, false));
  }

  @Test
  void refusesByTheFirstOfThoseThatAreWaitedForAlike() {
    Standing one = standing(Unit.REQUESTS, 1, 1, 0);
    Standing other = standing(Unit.TOTAL_TOKENS, 100, 100, 0);

    assertThat(verdict(demand(10, 5), one, other)).isEqualTo(new Verdict.Refuses(0, false));
  }

  private static Verdict verdict(Demand demand, Standing... standings) {
    return Verdict.of(demand, Counters.of(List.of(standings)));
  }

  private static Demand demand(long prompt, long output) {
    return new Demand(prompt, prompt, 1, OptionalLong.of(output), 4096, output);
  }

  private static Standing standing(Unit unit, long amount, long used, long held) {
    return standing(unit, amount, used, held, MINUTE);
  }

  private static Standing standing(
      Unit unit, long amount, long used, long held, Duration resetsIn) {
    Limit limit =
        new Limit(
            unit.toString(), unit, amount, Window.rolling(MINUTE), Scope.USER, Enforcement.STRICT);
    return new Standing(limit, used, held, resetsIn);
  }
}
