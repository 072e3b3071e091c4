package io.maas.testkit.metering.model;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.testkit.metering.model.Step.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/// Where stories come from. Numbers are small, so that limits are met; times are whole
/// milliseconds, which is as exact as a shared store is.
final class Stories {

  private static final int MOST_LIMITS = 5;
  private static final int MOST_STEPS = 80;

  private static final Arbitrary<Integer> WHICH = upTo(9);
  private static final Tuple2<Integer, Arbitrary<Step>> SET_CLOCK =
      Tuple.of(
          4,
          Arbitraries.integers()
              .between(-26 * 60, 26 * 60)
              .map(minutes -> new Step.SetClock(Duration.ofMinutes(minutes))));
  private static final Tuple2<Integer, Arbitrary<Step>> AMEND =
      Tuple.of(
          2,
          Combinators.combine(WHICH, Arbitraries.integers().between(1, 300)).as(Step.Amend::new));

  private Stories() {}

  /// Engines serve no more than they were told to.
  static Arbitrary<Story> ofHonestEngines() {
    return stories(100, List.of(SET_CLOCK));
  }

  /// The same, and nobody sets a clock: then the ledger's moments are as good as the ticker's.
  static Arbitrary<Story> ofSteadyClocks() {
    return stories(100, List.of());
  }

  /// Engines serve what they like.
  static Arbitrary<Story> ofAnyEngines() {
    return stories(250, List.of(SET_CLOCK));
  }

  /// Engines serve what they like, and the limits are declared anew meanwhile.
  static Arbitrary<Story> ofAnything() {
    return stories(250, List.of(SET_CLOCK, AMEND));
  }

  private static Arbitrary<Story> stories(
      int mostServed, List<Tuple2<Integer, Arbitrary<Step>>> more) {
    return Combinators.combine(limits(), steps(mostServed, more).list().ofMaxSize(MOST_STEPS))
        .as(Story::new);
  }

  private static Arbitrary<List<Limit>> limits() {
    Arbitrary<Limit> limit =
        Combinators.combine(
                measures(), Arbitraries.integers().between(1, 60), windows(), enforcements())
            .as(Stories::limit);
    return limit.list().ofMinSize(1).ofMaxSize(MOST_LIMITS).map(Stories::named);
  }

  private static Limit limit(Measure measure, int size, Window window, Enforcement enforcement) {
    Unit unit = measure.unit();
    long amount =
        switch (unit) {
          case REQUESTS, CONCURRENT_REQUESTS -> 1 + size / 10;
          case SECONDS, CHARACTERS, IMAGES -> size;
          case COST -> size * measure.perOutput() + size;
          case TOTAL_TOKENS, INPUT_TOKENS, OUTPUT_TOKENS -> measure.scale() == 1 ? size : size * 3L;
        };
    Window over = unit == Unit.CONCURRENT_REQUESTS ? Window.WHILE_RUNNING : window;
    return new Limit("", measure, amount, over, Scope.USER, enforcement, Limit.Over.EVERYTHING);
  }

  private static List<Limit> named(List<Limit> limits) {
    List<Limit> named = new ArrayList<>();
    for (Limit limit : limits) {
      named.add(
          new Limit(
              "limit-" + named.size(),
              limit.measure(),
              limit.amount(),
              limit.window(),
              limit.scope(),
              limit.enforcement(),
              limit.over()));
    }
    return List.copyOf(named);
  }

  private static Arbitrary<Measure> measures() {
    return Arbitraries.of(
        Measure.of(Unit.REQUESTS),
        Measure.of(Unit.TOTAL_TOKENS),
        Measure.of(Unit.INPUT_TOKENS),
        Measure.of(Unit.OUTPUT_TOKENS),
        Measure.of(Unit.CONCURRENT_REQUESTS),
        Measure.of(Unit.SECONDS),
        Measure.of(Unit.IMAGES),
        Measure.cost(new BillingRate("EUR", 20_001, 0, 30_001, 0, new Media(11, 0, 90_001))),
        Measure.weighted(1000, 100, 5000),
        Measure.weighted(300, 2500, 777),
        Measure.weighted(1000, 1000, 0),
        Measure.cost(new BillingRate("EUR", 20_001, 5_001, 30_001, 0)));
  }

  private static Arbitrary<Window> windows() {
    Arbitrary<Window> rolling =
        Arbitraries.integers()
            .between(1, 20)
            .map(seconds -> Window.rolling(Duration.ofSeconds(seconds)));
    Arbitrary<Window> calendar =
        Arbitraries.of("day", "month", "day@Pacific/Auckland", "month@America/New_York")
            .map(text -> Window.parse(text).orElseThrow());
    return Arbitraries.frequencyOf(Tuple.of(3, rolling), Tuple.of(1, calendar));
  }

  private static Arbitrary<Enforcement> enforcements() {
    return Arbitraries.of(Enforcement.class);
  }

  private static Arbitrary<Step> steps(
      int mostServed, List<Tuple2<Integer, Arbitrary<Step>>> more) {
    Arbitrary<Served> served =
        Combinators.combine(upTo(mostServed), upTo(100), upTo(mostServed)).as(Served::new);
    List<Tuple2<Integer, Arbitrary<Step>>> all = new ArrayList<>(more);
    all.add(Tuple.of(40, reserve()));
    all.add(Tuple.of(25, Combinators.combine(WHICH, served).as(Step.Settle::new)));
    all.add(Tuple.of(6, WHICH.map(Step.Release::new)));
    all.add(Tuple.of(6, Combinators.combine(WHICH, served).as(Step.EndAgain::new)));
    all.add(Tuple.of(15, passes()));
    all.add(Tuple.of(2, WHICH.map(Step.Crash::new)));
    all.add(Tuple.of(2, Arbitraries.just(new Step.Lose())));
    return Arbitraries.frequencyOf(all);
  }

  private static Arbitrary<Integer> upTo(int most) {
    return Arbitraries.integers().between(0, most);
  }

  private static Arbitrary<Step> reserve() {
    Arbitrary<List<Integer>> claims =
        Arbitraries.integers()
            .between(0, MOST_LIMITS * Story.SUBJECTS.size() - 1)
            .list()
            .uniqueElements()
            .ofMaxSize(5);
    return Combinators.combine(upTo(2), claims, demands()).as(Step.Reserve::new);
  }

  private static Arbitrary<Demand> demands() {
    Arbitrary<OptionalLong> asked =
        upTo(40).injectNull(0.4).map(n -> n == null ? OptionalLong.empty() : OptionalLong.of(n));
    Arbitrary<Media> media =
        Combinators.combine(upTo(20), upTo(4))
            .as((seconds, images) -> new Media(seconds, 0, images));
    return Combinators.combine(
            upTo(12),
            upTo(3),
            Arbitraries.integers().between(1, 3),
            asked,
            upTo(30),
            upTo(20),
            Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(Media.NONE)), Tuple.of(1, media)))
        .as((bound, less, choices, most, otherwise, typical, beside) ->
            new Demand(
                bound, Math.max(0, bound - less), choices, most, otherwise, typical, beside));
  }

  private static Arbitrary<Step> passes() {
    Arbitrary<Duration> some = upTo(8000).map(Duration::ofMillis);
    Arbitrary<Duration> hours = upTo(13).map(Duration::ofHours);
    Arbitrary<Duration> days = upTo(32).map(Duration::ofDays);
    return Arbitraries.frequencyOf(Tuple.of(12, some), Tuple.of(2, hours), Tuple.of(1, days))
        .map(Step.Pass::new);
  }
}
