package io.maas.testkit.metering.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.FakeClock;
import io.maas.testkit.metering.FakeTicker;
import java.time.Duration;
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
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/// What is true of every [io.maas.domain.metering.Quota] whatever happens to it, its loss included.
/// A counterexample is a [Story] with as few steps as can be.
///
/// jqwik's engine runs this, not Jupiter: a store that needs a server starts it in a method with
/// `@BeforeContainer`. How many stories are told is jqwik's own `jqwik.tries.default`.
public abstract class QuotaModelContract {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static @Nullable Long failedAt;

  @BeforeProperty
  void beginPatiently() {
    failedAt = null;
  }

  /// The gateways before a store without counters, whose windows follow the ticker, and those of
  /// the calendar the clock.
  ///
  /// @param history what was used before counters were lost
  protected abstract Gateways gateways(LongSupplier time, InstantSource dates, History history);

  @Property(shrinking = ShrinkingMode.FULL, edgeCases = EdgeCasesMode.NONE)
  void answersAsThePlainModelDoes(@ForAll("anything") Story story) {
    tell(story, _ -> {});
  }

  /// Grouped by admission: what a request used belongs to the windows that admitted it.
  @Property(shrinking = ShrinkingMode.FULL, edgeCases = EdgeCasesMode.NONE)
  void servesNoMoreThanAStrictLimitInAnyWindow(@ForAll("honest") Story story) {
    List<Opening> openings = tell(story, QuotaModelContract::expectWithinStrictLimits).openings();
    for (Opening opening : openings) {
      if (opening.hasDecided() && opening.limit.enforcement() == Enforcement.STRICT) {
        assertThat(opening.charged())
            .as("served under %s", opening.limit)
            .isLessThanOrEqualTo(opening.limit.capacity());
      }
    }
  }

  /// Whatever a loss does to where windows begin and end.
  @Property(shrinking = ShrinkingMode.FULL, edgeCases = EdgeCasesMode.NONE)
  void servesNoMoreThanTwiceAStrictLimitInAnySpanAsLongAsItsWindow(@ForAll("steady") Story story) {
    ReferenceQuota told = tell(story, _ -> {});
    for (Claim claim : Story.claims(story.limits())) {
      Limit limit = claim.limit();
      if (limit.enforcement() == Enforcement.STRICT
          && limit.window() instanceof Window.Rolling rolling) {
        assertThat(mostWithin(rolling.length().toNanos(), told.admitted(claim)))
            .as("served in %s under %s", rolling.length(), limit)
            .isLessThanOrEqualTo(2 * limit.capacity());
      }
    }
  }

  @Property(shrinking = ShrinkingMode.FULL, edgeCases = EdgeCasesMode.NONE)
  void exceedsASettlingLimitByNoMoreThanWhatRanCostBeyondItsHolds(@ForAll("any") Story story) {
    for (Opening opening : tell(story, _ -> {}).openings()) {
      if (opening.hasDecided() && opening.limit.enforcement() == Enforcement.SETTLE) {
        assertThat(opening.charged())
            .as("served under %s", opening.limit)
            .isLessThanOrEqualTo(opening.limit.capacity() + opening.chargedBeyondHolds());
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
  Arbitrary<Story> steady() {
    return Stories.ofSteadyClocks();
  }

  @Provide
  Arbitrary<Story> any() {
    return Stories.ofAnyEngines();
  }

  /// jqwik's own bound for making a story shorter leaves a thread behind that goes on telling. So
  /// this one's patience ends instead: what is not told does not fail.
  private ReferenceQuota tell(Story story, Consumer<List<Standing>> everyMoment) {
    ReferenceQuota reference = new ReferenceQuota();
    if (failedAt != null && System.nanoTime() - failedAt > PATIENCE.toNanos()) {
      return reference;
    }
    try {
      FakeTicker ticker = new FakeTicker();
      FakeClock clock = new FakeClock(ticker);
      Gateways gateways = gateways(ticker, clock, reference);
      new Telling(story, reference, gateways, ticker, clock).tell(everyMoment);
      return reference;
    } catch (Error | RuntimeException e) {
      failedAt = failedAt == null ? System.nanoTime() : failedAt;
      throw e;
    }
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

  private static long mostWithin(long nanos, List<Entry> admitted) {
    long most = 0;
    for (Entry first : admitted) {
      long sum = 0;
      for (Entry one : admitted) {
        boolean within = one.ticks >= first.ticks && one.ticks - first.ticks < nanos;
        sum += within ? one.charge() : 0;
      }
      most = Math.max(most, sum);
    }
    return most;
  }
}
