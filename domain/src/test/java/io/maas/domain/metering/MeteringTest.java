package io.maas.domain.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteringTest {

  private static final Window MINUTE = Window.rolling(Duration.ofMinutes(1));

  @Test
  void aLimitIsAtLeastOne() {
    assertThatThrownBy(() -> limit(Unit.REQUESTS, 0, Enforcement.STRICT))
        .hasMessage("limit: 0 (expected: >= 1 and <= 1125899906842624)");
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTS,STRICT,false",
    "INPUT_TOKENS,STRICT,false",
    "OUTPUT_TOKENS,STRICT,true",
    "TOTAL_TOKENS,STRICT,true",
    "TOTAL_TOKENS,SETTLE,false",
  })
  void onlyStrictLimitsOverOutputClampIt(Unit unit, Enforcement enforcement, boolean clamps) {
    assertThat(limit(unit, 1, enforcement).clampsOutput()).isEqualTo(clamps);
  }

  @ParameterizedTest
  @CsvSource({"REQUESTS,1", "TOTAL_TOKENS,12", "INPUT_TOKENS,5", "OUTPUT_TOKENS,7"})
  void aUnitCountsItsShare(Unit unit, long amount) {
    assertThat(Measure.of(unit).of(5, 0, 7)).isEqualTo(amount);
  }

  @Test
  void aStandingLeavesNoLessThanNothing() {
    Limit limit = limit(Unit.REQUESTS, 10, Enforcement.SETTLE);

    assertThat(new Standing(limit, 3, 4, Duration.ZERO).remaining()).isEqualTo(3);
    assertThat(new Standing(limit, 9, 4, Duration.ZERO).remaining()).isZero();
  }

  @Test
  void aDemandIsBoundByWhatIsAskedElseByTheModel() {
    assertThat(demand(1, OptionalLong.of(50)).outputCeiling()).isEqualTo(50);
    assertThat(demand(1, OptionalLong.empty()).outputCeiling()).isEqualTo(4096);
  }

  @Test
  void aDemandIsLikelyItsTypicalAnswerForEachChoiceAndNeverMoreThanAsked() {
    assertThat(demand(3, OptionalLong.empty()).outputLikely()).isEqualTo(600);
    assertThat(demand(3, OptionalLong.of(50)).outputLikely()).isEqualTo(150);
  }

  @Test
  void refusesADemandThatCannotBe() {
    assertThatThrownBy(() -> demand(0, OptionalLong.empty()))
        .hasMessage("choices: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new Demand(-1, 0, 1, OptionalLong.empty(), 1, 1))
        .hasMessage("prompt: -1/0 tokens (expected: >= 0)");
  }

  @Test
  void usageIsCompleteOnlyIfTheEngineToldBothCounts() {
    assertThat(Usage.reported(1, 2).isComplete()).isTrue();
    assertThat(Usage.reported(1, 2).total()).isEqualTo(3);
    assertThat(Usage.estimate(1, 2).isComplete()).isFalse();
    assertThat(Usage.unknown().isComplete()).isFalse();
    assertThat(Usage.unknown().total()).isZero();
    assertThat(Usage.unknown().input()).isEmpty();
  }

  @Test
  void aRecordPairsAnIntentWithItsOwnOutcome() {
    Intent intent = intent(new UUID(0, 1), null);
    Outcome other = UsageRecord.lost(intent(new UUID(0, 2), null)).outcome();

    assertThatThrownBy(() -> new UsageRecord(intent, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: of " + intent.id());
  }

  @Test
  void aLostRequestIsBilledAsEstimatedAndChargedItsHold() {
    UsageRecord lost =
        UsageRecord.lost(intent(new UUID(0, 1), BillingRate.perToken(new Money(10, "USD"))));

    assertThat(lost.outcome().end()).isEqualTo(End.LOST);
    assertThat(lost.outcome().usage()).isEqualTo(Usage.estimate(11, 22));
    assertThat(lost.outcome().charged()).isEqualTo(new Charged(15, 0, 40));
    assertThat(lost.cost()).contains(new Money(330, "USD"));
    assertThat(lost.chargedCost()).contains(new Money(550, "USD"));
  }

  @Test
  void aRequestWithoutAPriceCostsNothingKnown() {
    assertThat(UsageRecord.lost(intent(new UUID(0, 1), null)).cost()).isEmpty();
  }

  private static Limit limit(Unit unit, long amount, Enforcement enforcement) {
    return new Limit("id", unit, amount, MINUTE, Scope.USER, enforcement);
  }

  private static Demand demand(int choices, OptionalLong asked) {
    return new Demand(20, 10, choices, asked, 4096, 200);
  }

  private static Intent intent(UUID id, @Nullable BillingRate price) {
    return new Intent(
        id,
        Instant.EPOCH,
        Correlation.NONE,
        "t",
        "bob",
        List.of(),
        null,
        "ns/s",
        "a",
        "llm/a",
        "a",
        "e",
        "internal",
        "openai",
        false,
        Attribution.NONE,
        price,
        11,
        22,
        15,
        40);
  }
}
