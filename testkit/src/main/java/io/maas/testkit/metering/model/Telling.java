package io.maas.testkit.metering.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.testkit.metering.FakeClock;
import io.maas.testkit.metering.FakeTicker;
import io.maas.testkit.metering.model.ReferenceQuota.Answer;
import io.maas.testkit.metering.model.Step.Served;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Tells a story to a store and to the reference, and sees to it that both say the same.
final class Telling {

  private final Story story;
  private final FakeTicker ticker;
  private final FakeClock clock;
  private final long start;
  private final Gateways gateways;
  private final ReferenceQuota reference;
  private final List<Limit> limits;
  private final List<Integer> living;
  private final List<Open> open = new ArrayList<>();
  private final List<Open> ended = new ArrayList<>();
  private final List<Open> orphans = new ArrayList<>();
  private final List<Entry> lingering = new ArrayList<>();
  private boolean lost;

  /// A request in both worlds.
  private record Open(
      int gateway, Demand demand, List<Claim> claims, Reservation reservation, Answer.Held held) {

    boolean runs(int claim) {
      return claims.get(claim).limit().unit() == Unit.CONCURRENT_REQUESTS;
    }

    /// Nobody will ever say what it cost.
    void isLost() {
      for (int i = 0; i < claims.size(); i++) {
        Entry entry = held.entries().get(i);
        entry.end(runs(i) ? 0 : entry.hold);
      }
    }
  }

  /// @param gateways ask the reference for what was used before a loss
  Telling(
      Story story,
      ReferenceQuota reference,
      Gateways gateways,
      FakeTicker ticker,
      FakeClock clock) {
    this.reference = reference;
    this.story = story;
    this.limits = new ArrayList<>(story.limits());
    this.gateways = gateways;
    this.ticker = ticker;
    this.clock = clock;
    this.start = ticker.getAsLong();
    this.living = new ArrayList<>(IntStream.range(0, gateways.count()).boxed().toList());
  }

  /// Tells all of it, and ends what is open then.
  ///
  /// @param everyMoment sees where the store's counters stand after each step, until some are lost
  void tell(Consumer<List<Standing>> everyMoment) {
    gateways.timePassed();
    for (Step step : story.steps()) {
      moment();
      tell(step);
      moment();
      List<Standing> standings = sameStandings(step);
      if (!lost) {
        everyMoment.accept(standings);
      }
    }
    while (!open.isEmpty()) {
      end(open.removeLast(), new Served(100, 0, 100));
    }
  }

  private void moment() {
    reference.now(ticker.getAsLong() - start, clock.instant());
    if (!reference.countsLost(gateways.noticedAfter())) {
      lingering.stream().filter(Entry::wasPutBack).forEach(entry -> entry.end(0));
      lingering.removeIf(Entry::over);
    }
  }

  private void tell(Step step) {
    switch (step) {
      case Step.Reserve(int gateway, var claims, Demand demand) ->
          reserve(living.get(gateway % living.size()), claims, demand);
      case Step.Settle(int which, Served served) when !open.isEmpty() ->
          end(open.remove(which % open.size()), served);
      case Step.Release(int which) when !open.isEmpty() ->
          release(open.remove(which % open.size()));
      case Step.EndAgain(int which, Served served) when !ended.isEmpty() ->
          endAgain(ended.get(which % ended.size()), served);
      case Step.Pass(Duration time) -> pass(time);
      case Step.SetClock(Duration by) -> setClock(by);
      case Step.Amend(int limit, int percent) -> amend(limit % limits.size(), percent);
      case Step.Crash(int gateway) when living.size() > 1 ->
          crash(living.get(gateway % living.size()));
      case Step.Lose() -> lose();
      case Step.Settle _, Step.Release _, Step.EndAgain _, Step.Crash _ -> {
        // Nobody is there.
      }
    }
  }

  /// Requests that would run too long end first.
  private void pass(Duration time) {
    long latest = ticker.getAsLong() - start + time.toNanos();
    for (Open one : List.copyOf(open)) {
      for (int i = 0; i < one.claims().size(); i++) {
        long runs = latest - one.held().entries().get(i).ticks;
        if (one.runs(i) && runs >= ReferenceQuota.LONGEST_RUN.toNanos() && open.remove(one)) {
          end(one, new Served(100, 0, 100));
        }
      }
    }
    ticker.advance(time);
    gateways.timePassed();
  }

  /// Which takes a moment, too: two windows of a counter never open at the same one.
  private void setClock(Duration by) {
    clock.step(by);
    pass(Duration.ofMillis(1));
  }

  private void reserve(int gateway, List<Integer> numbers, Demand demand) {
    List<Claim> all = Story.claims(limits);
    List<Claim> claims =
        numbers.stream().map(n -> n % all.size()).distinct().map(all::get).toList();
    Quota quota = gateways.of(gateway);
    Admission found =
        quota.reserve(UUID.randomUUID(), demand, Claims.of(claims)).toCompletableFuture().join();
    switch (reference.reserve(demand, claims)) {
      case Answer.Refused(Standing standing, boolean onlyHolds) ->
          assertThat(found).isEqualTo(new Admission.Exhausted(standing, onlyHolds));
      case Answer.Held held -> {
        assertThat(found).as("%s", held).isInstanceOf(Admission.Admitted.class);
        Reservation reservation = ((Admission.Admitted) found).reservation();
        assertThat(reservation.outputAllowance()).isEqualTo(held.allowance());
        assertThat(reservation.standings()).isEqualTo(held.standings());
        open.add(new Open(gateway, demand, claims, reservation, held));
      }
    }
  }

  private void end(Open one, Served served) {
    Settlement.Settled settled = settled(one, served);
    settle(one, settled);
    long fresh = settled.inputTokens() - settled.cachedTokens();
    for (int i = 0; i < one.claims().size(); i++) {
      Measure measure = one.claims().get(i).limit().measure();
      long cached = settled.cachedTokens();
      long points =
          ReferenceQuota.points(measure, fresh, cached, settled.outputTokens(), settled.media());
      one.held().entries().get(i).end(one.runs(i) ? 0 : points);
    }
    ended.add(one);
  }

  private static Settlement.Settled settled(Open one, Served served) {
    long allowed = one.held().allowance().orElse(one.demand().outputCeiling());
    long input = one.demand().promptBound() * served.input() / 100;
    long output = one.demand().choices() * allowed * served.output() / 100;
    Media asked = one.demand().media();
    Media media =
        new Media(
            asked.seconds() * served.input() / 100, 0, asked.images() * served.output() / 100);
    return new Settlement.Settled(input, input * served.cached() / 100, output, media);
  }

  private void release(Open one) {
    settle(one, new Settlement.Released());
    one.held().entries().forEach(Entry::release);
    ended.add(one);
  }

  private void endAgain(Open one, Served served) {
    settle(one, served.output() % 2 == 0 ? settled(one, served) : new Settlement.Released());
  }

  private void settle(Open one, Settlement settlement) {
    gateways.of(one.gateway()).settle(one.reservation(), settlement).toCompletableFuture().join();
  }

  /// A limit keeps its counters however its amount changes.
  private void amend(int number, int percent) {
    Limit first = story.limits().get(number);
    limits.set(
        number,
        new Limit(
            first.id(),
            first.measure(),
            Math.max(1, first.amount() * percent / 100),
            first.window(),
            first.scope(),
            first.enforcement(),
            first.over()));
  }

  /// What it held in windows stays held; it runs nothing any more.
  private void crash(int gateway) {
    living.removeIf(one -> one == gateway);
    gateways.crash(gateway);
    ticker.advance(gateways.noticedAfter());
    gateways.timePassed();
    List<Open> gone = open.stream().filter(one -> one.gateway() == gateway).toList();
    open.removeAll(gone);
    orphans.addAll(gone);
    gone.forEach(this::runsNoMore);
    ended.removeIf(one -> one.gateway() == gateway);
  }

  /// Of a request that was posted when the counters were lost, nobody says that it ended.
  private void runsNoMore(Open one) {
    for (int i = 0; i < one.claims().size(); i++) {
      Entry entry = one.held().entries().get(i);
      if (one.runs(i) && (entry.wasPutBack() || !reference.knows(one.claims().get(i)))) {
        lingering.add(entry);
      } else if (one.runs(i)) {
        entry.end(0);
      }
    }
  }

  /// The journals of those who died are in the ledger first, and charge what was open in full.
  private void lose() {
    if (gateways.liveWithTheirStore()) {
      orphans.addAll(open);
      open.clear();
      ended.clear();
    }
    orphans.forEach(Open::isLost);
    orphans.clear();
    lingering.clear();
    lost = true;
    reference.lose();
    gateways.lose();
    gateways.timePassed();
  }

  /// Of those that are known: a counter that was lost is put together by whoever asks first, and
  /// that is not to be this one.
  private List<Standing> sameStandings(Step step) {
    List<Claim> claims = Story.claims(limits).stream().filter(reference::knows).toList();
    List<Standing> expected = claims.stream().map(reference::standing).toList();
    List<Standing> found =
        gateways.of(living.getFirst()).standings(Claims.of(claims)).toCompletableFuture().join();
    for (int i = 0; i < claims.size(); i++) {
      assertThat(found.get(i))
          .as("%s, after: %s", Story.words(claims.get(i)), step)
          .isEqualTo(expected.get(i));
    }
    return found;
  }
}
