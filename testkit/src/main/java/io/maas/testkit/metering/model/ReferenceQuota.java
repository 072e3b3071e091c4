package io.maas.testkit.metering.model;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What a quota has to do, as plainly as can be: for one thread, with every admission kept for
/// ever, every sum added up anew, and the longest answer found by trying each. It shares no
/// arithmetic with the stores.
///
/// It is also the history that a store asks which lost its counters: the book of all that ended.
final class ReferenceQuota implements History {

  /// No request runs longer.
  static final Duration LONGEST_RUN = Duration.ofHours(1);

  /// An answer.
  sealed interface Answer {
    /// Everything fits.
    record Held(OptionalLong allowance, List<Entry> entries, List<Standing> standings)
        implements Answer {}

    /// One limit refuses.
    record Refused(Standing standing, boolean onlyHolds) implements Answer {}
  }

  private final Map<List<String>, Opening> latest = new HashMap<>();
  private final Map<List<String>, List<Entry>> admitted = new HashMap<>();
  private final List<Opening> all = new ArrayList<>();
  private final Set<List<String>> known = new HashSet<>();
  private @Nullable Long lostAt;
  private long runningKnownAt;
  private long ticks;
  private Instant wall = Instant.EPOCH;

  /// What time it is: nanoseconds that only grow, and what the clock on the wall shows.
  void now(long nowTicks, Instant nowOnTheWall) {
    ticks = nowTicks;
    wall = nowOnTheWall;
  }

  /// Every window that ever was.
  List<Opening> openings() {
    return all;
  }

  /// All that a counter ever admitted, in that order.
  List<Entry> admitted(Claim claim) {
    return admitted.getOrDefault(key(claim), List.of());
  }

  /// Every counter is gone. It is put together anew when it is next asked for.
  void lose() {
    lostAt = ticks;
    latest.clear();
    known.clear();
  }

  /// Whether what a counter showed before the loss has been put back, or would be over by now.
  boolean knows(Claim claim) {
    return lostAt == null
        || known.contains(key(claim))
        || ticks - lostAt >= reach(claim.limit().window()).toNanos();
  }

  /// Whether requests that were put back, and whose gateway is gone, still count as running: nobody
  /// says that they ended, and the store cannot tell whose they are.
  ///
  /// @param noticed how long a silent gateway counts as alive
  boolean countsLost(Duration noticed) {
    return ticks - runningKnownAt < LONGEST_RUN.plus(noticed).toNanos();
  }

  private static Duration reach(Window window) {
    return window.equals(Window.WHILE_RUNNING) ? LONGEST_RUN : window.longest();
  }

  @Override
  public CompletionStage<List<Spent>> spent(Claims claims) {
    return CompletableFuture.completedStage(claims.list().stream().map(this::spent).toList());
  }

  private Spent spent(Claim claim) {
    List<Entry> ended =
        isRunning(claim) ? List.of() : within(claim).stream().filter(Entry::isInLedger).toList();
    return ended.isEmpty()
        ? Spent.NOTHING
        : new Spent(ended.stream().mapToLong(Entry::charge).sum(), first(ended));
  }

  /// What the counter admitted so lately that it may be in a window that is open now, as the clock
  /// on the wall says, because that is what ledgers go by.
  private List<Entry> within(Claim claim) {
    Instant since =
        claim.limit().window() instanceof Window.Calendar calendar
            ? calendar.start(wall)
            : wall.minus(reach(claim.limit().window()));
    return admitted(claim).stream().filter(entry -> !entry.admittedAt.isBefore(since)).toList();
  }

  private static Instant first(List<Entry> entries) {
    return entries.stream().map(entry -> entry.admittedAt).min(Instant::compareTo).orElseThrow();
  }

  /// Opens the window again that a counter had, as far as that can be told.
  private void putBack(Claim claim) {
    if (knows(claim)) {
      return;
    }
    known.add(key(claim));
    runningKnownAt = isRunning(claim) ? ticks : runningKnownAt;
    List<Entry> carried =
        within(claim).stream()
            .filter(entry -> isRunning(claim) ? !entry.over() : !entry.wasReleased())
            .toList();
    if (!carried.isEmpty()) {
      long age = Math.max(0, Duration.between(first(carried), wall).toNanos());
      open(claim, claim.limit().window() instanceof Window.Rolling ? age : 0).carry(carried);
    }
  }

  Answer reserve(Demand demand, List<Claim> claims) {
    claims.forEach(this::putBack);
    boolean clamps = claims.stream().anyMatch(claim -> clamps(claim.limit()));
    long shortest = Math.min(1, demand.outputCeiling());
    long answer = demand.outputCeiling();
    while (answer >= shortest && !fits(demand, claims, clamps ? answer : shortest)) {
      answer = clamps ? answer - 1 : -1;
    }
    return answer < shortest
        ? refusal(demand, claims, shortest)
        : held(demand, claims, answer, clamps);
  }

  private Answer held(Demand demand, List<Claim> claims, long answer, boolean clamps) {
    List<Entry> made = new ArrayList<>();
    for (Claim claim : claims) {
      Entry entry = new Entry(hold(demand, claim, answer), ticks, wall);
      Opening open = openNow(claim);
      (open == null ? open(claim, 0) : open).admit(entry);
      admitted.computeIfAbsent(key(claim), _ -> new ArrayList<>()).add(entry);
      made.add(entry);
    }
    return new Answer.Held(
        clamps ? OptionalLong.of(answer) : OptionalLong.empty(),
        made,
        claims.stream().map(this::standing).toList());
  }

  /// The limit that has to be waited for longest: for ever, if it is too small; until its reset, if
  /// it is spent; else until what is held ends, which is somewhen before its reset.
  private Answer.Refused refusal(Demand demand, List<Claim> claims, long shortest) {
    Claim told = null;
    long longest = -1;
    for (Claim claim : claims) {
      long least = least(demand, claim, shortest);
      if (left(claim) < least) {
        Standing standing = standing(claim);
        long capacity = claim.limit().capacity();
        long wait = standing.resetsIn().toMillis();
        if (capacity < least) {
          wait = Long.MAX_VALUE;
        } else if (capacity - standing.used() < least) {
          wait += Duration.ofDays(10_000).toMillis();
        }
        told = wait > longest ? claim : told;
        longest = Math.max(wait, longest);
      }
    }
    if (told == null) {
      throw new IllegalStateException("nothing refuses " + demand);
    }
    Standing standing = standing(told);
    long spare = told.limit().capacity() - standing.used();
    return new Answer.Refused(standing, spare >= least(demand, told, shortest));
  }

  private boolean fits(Demand demand, List<Claim> claims, long answer) {
    return claims.stream().allMatch(claim -> left(claim) >= least(demand, claim, answer));
  }

  private static long least(Demand demand, Claim claim, long answer) {
    return isStrict(claim.limit()) ? atMost(demand, claim.limit(), answer) : 1;
  }

  private long hold(Demand demand, Claim claim, long answer) {
    Limit limit = claim.limit();
    if (isStrict(limit)) {
      return atMost(demand, limit, answer);
    }
    long output = demand.choices() * Math.min(answer, demand.outputTypical());
    return Math.min(
        left(claim), points(limit.measure(), demand.promptEstimate(), 0, output, demand.media()));
  }

  private static long atMost(Demand demand, Limit limit, long answer) {
    long prompt = demand.promptBound();
    long output = demand.choices() * answer;
    return Math.max(
        points(limit.measure(), prompt, 0, output, demand.media()),
        points(limit.measure(), 0, prompt, output, demand.media()));
  }

  static long points(Measure measure, long fresh, long cached, long output, Media media) {
    return measure.perRequest()
        + measure.perMedia().seconds() * media.seconds()
        + measure.perMedia().images() * media.images()
        + measure.perInput() * fresh
        + measure.perCached() * cached
        + measure.perOutput() * output;
  }

  private static boolean isStrict(Limit limit) {
    return limit.enforcement() == Enforcement.STRICT;
  }

  private static boolean clamps(Limit limit) {
    return isStrict(limit) && limit.measure().perOutput() > 0;
  }

  private long left(Claim claim) {
    Standing standing = standing(claim);
    return claim.limit().capacity() - standing.used() - standing.held();
  }

  /// Where a counter stands now.
  Standing standing(Claim claim) {
    putBack(claim);
    Opening opening = openNow(claim);
    if (opening == null) {
      return new Standing(claim.limit(), 0, 0, Duration.ZERO);
    }
    return new Standing(
        claim.limit(),
        opening.used(),
        opening.held(),
        isRunning(claim) ? Duration.ZERO : untilReset(claim, opening));
  }

  private static boolean isRunning(Claim claim) {
    return claim.limit().unit() == Unit.CONCURRENT_REQUESTS;
  }

  private @Nullable Opening openNow(Claim claim) {
    Opening opening = latest.get(key(claim));
    return opening == null || (!isRunning(claim) && !untilReset(claim, opening).isPositive())
        ? null
        : opening;
  }

  private Duration untilReset(Claim claim, Opening opening) {
    return claim.limit().window() instanceof Window.Calendar
        ? Duration.ofMillis(opening.closesAt - wall.toEpochMilli())
        : Duration.ofNanos(opening.closesAt - ticks);
  }

  /// @param age nanoseconds that it is open already
  private Opening open(Claim claim, long age) {
    Opening opened =
        new Opening(
            claim.limit(),
            switch (claim.limit().window()) {
              case Window.Rolling(Duration length) -> ticks + length.toNanos() - age;
              case Window.Calendar calendar -> calendar.end(wall).toEpochMilli();
              case Window.WhileRunning _ -> 0;
            });
    latest.put(key(claim), opened);
    all.add(opened);
    return opened;
  }

  private static List<String> key(Claim claim) {
    return List.of(claim.limit().id(), claim.subject());
  }
}
