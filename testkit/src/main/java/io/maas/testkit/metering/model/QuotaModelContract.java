package io.maas.testkit.metering.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Standing;
import io.maas.testkit.metering.FakeClock;
import io.maas.testkit.metering.FakeTicker;
import io.maas.testkit.metering.model.ReferenceQuota.Entry;
import io.maas.testkit.metering.model.ReferenceQuota.Opening;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/// What is true of every [Quota] whatever happens to it. A counterexample is a [Story] with as few
/// steps as can be.
///
/// jqwik's engine runs this, not Jupiter: a store that needs a server starts it in a method with
/// `@BeforeContainer`.
public abstract class QuotaModelContract {

  private static final int TRIES = 400;

  private final FakeTicker ticker = new FakeTicker();
  private final FakeClock clock = new FakeClock(ticker);

  /// A quota without counters, whose windows follow the ticker and those of the calendar the clock.
  protected abstract Quota quota(LongSupplier time, InstantSource dates, History history);

  /// The gateways before a store without counters; one, where a store says nothing else.
  protected Gateways gateways(LongSupplier time, InstantSource dates) {
    return Gateways.one(quota(time, dates, History.NOTHING));
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void answersAsThePlainModelDoes(@ForAll("anything") Story story) {
    tell(story, _ -> {});
  }

  /// Grouped by admission: what a request used belongs to the windows that admitted it.
  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void servesNoMoreThanAStrictLimitInAnyWindow(@ForAll("honest") Story story) {
    for (Opening opening : tell(story, QuotaModelContract::expectWithinStrictLimits)) {
      if (opening.limit.enforcement() == Enforcement.STRICT) {
        assertThat(charged(opening.entries))
            .as("served under %s", opening.limit)
            .isLessThanOrEqualTo(opening.limit.capacity());
      }
    }
  }

  @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void exceedsASettlingLimitByNoMoreThanWhatRanCostBeyondItsHolds(@ForAll("any") Story story) {
    for (Opening opening : tell(story, _ -> {})) {
      if (opening.limit.enforcement() == Enforcement.SETTLE) {
        long beyond =
            opening.underWayAtLast.stream().mapToLong(one -> one.charge() - one.hold).sum();
        assertThat(charged(opening.entries))
            .as("served under %s", opening.limit)
            .isLessThanOrEqualTo(opening.limit.capacity() + beyond);
      }
    }
  }

  @Provide
  Arbitrary<Story> anything() {
    return Stories.ofAnything();
  }

  @Provide
  Arbitrary<Story> honest() {
    return Stories.ofHonestEngines();
  }

  @Provide
  Arbitrary<Story> any() {
    return Stories.ofAnyEngines();
  }

  private List<Opening> tell(Story story, Consumer<List<Standing>> everyMoment) {
    return new Telling(story, gateways(ticker, clock), ticker, clock)
        .tell(story.steps(), everyMoment);
  }

  private static void expectWithinStrictLimits(List<Standing> standings) {
    for (Standing standing : standings) {
      if (standing.limit().enforcement() == Enforcement.STRICT) {
        assertThat(standing.used() + standing.held())
            .as("used and held under %s", standing.limit())
            .isLessThanOrEqualTo(standing.limit().capacity());
      }
    }
  }

  private static long charged(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::charge).sum();
  }
}
