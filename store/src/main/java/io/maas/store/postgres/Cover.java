package io.maas.store.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which sums, and which records where sums are too coarse, make up a stretch of time: few and
/// coarse ones in the middle, finer ones at its edges.
///
/// Where the fine ones of an edge were dropped, the coarse one that it lies in counts as a whole:
/// the answer is then about a little more than was asked, never about less.
///
/// The shortest cover may take more than was asked and take the rest away again: until five minutes
/// before midnight is the whole day without five minutes, instead of 23 hours and 55 minutes.
final class Cover {

  /// The last moment that PostgreSQL and people write with four digits of a year.
  static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final boolean shortest;
  private final List<Span> spans = new ArrayList<>();

  private Cover(boolean shortest) {
    this.shortest = shortest;
  }

  /// How a span counts.
  enum Share {
    ADDED,
    /// Added, and some of it is taken away by other spans.
    REDUCED,
    TAKEN
  }

  /// A stretch of one grain.
  ///
  /// @param from inclusive; [Instant#MIN] for no bound
  /// @param to exclusive; [Instant#MAX] for no bound
  record Span(Grain grain, Instant from, Instant to, Share share) {

    /// One that is added.
    Span(Grain grain, Instant from, Instant to) {
      this(grain, from, to, Share.ADDED);
    }
  }

  /// Covers a stretch with spans that are added.
  ///
  /// @param from inclusive; [Instant#MIN] for no bound
  /// @param to exclusive; [Instant#MAX] for no bound
  /// @param coarsest the coarsest grain that tells apart what is asked to be told apart
  static List<Span> of(Instant from, Instant to, Grain coarsest, Horizon horizon) {
    return new Cover(false).of(coarsest, horizon, from, to);
  }

  /// Covers a stretch with few sums, some of which may be taken away from others. Right as long as
  /// no sum has stopped at the largest number.
  ///
  /// @param from inclusive; [Instant#MIN] for no bound
  /// @param to exclusive; [Instant#MAX] for no bound
  /// @param coarsest the coarsest grain that tells apart what is asked to be told apart
  static List<Span> shortest(Instant from, Instant to, Grain coarsest, Horizon horizon) {
    return new Cover(true).of(coarsest, horizon, from, to);
  }

  private List<Span> of(Grain coarsest, Horizon horizon, Instant from, Instant to) {
    List<Instant> cuts =
        Stream.of(horizon.hours(), horizon.minutes(), horizon.records(), to)
            .filter(cut -> cut.isAfter(from) && !cut.isAfter(to))
            .sorted()
            .distinct()
            .toList();
    Instant start = from;
    for (Instant cut : cuts) {
      cover(start, cut, grains(start, coarsest, horizon), false);
      start = cut;
    }
    return spans;
  }

  /// A first moment as it can be meant: none is before there were ids.
  static Instant earliest(@Nullable Instant from) {
    return from == null || from.isBefore(Instant.EPOCH)
        ? Instant.MIN
        : from.isAfter(LAST) ? Instant.MAX : from;
  }

  /// A last moment as it can be meant.
  static Instant latest(@Nullable Instant to) {
    return to == null || to.isAfter(LAST)
        ? Instant.MAX
        : to.isBefore(Instant.EPOCH) ? Instant.MIN : to;
  }

  /// What there is from a moment on, coarsest first; at least days.
  private static List<Grain> grains(Instant start, Grain coarsest, Horizon horizon) {
    List<Grain> all =
        Arrays.stream(Grain.values()).filter(g -> !horizon.of(g).isAfter(start)).toList();
    List<Grain> fine = all.stream().filter(g -> g.compareTo(coarsest) >= 0).toList();
    return fine.isEmpty() ? all.subList(all.size() - 1, all.size()) : fine;
  }

  /// @param taken whether the stretch is taken away from what is covered otherwise
  private void cover(Instant from, Instant to, List<Grain> grains, boolean taken) {
    if (!from.isBefore(to) || grains.isEmpty()) {
      return; // no record lies within a grain of the finest
    }
    Grain grain = grains.getFirst();
    List<Grain> finer = grains.subList(1, grains.size());
    boolean widens = finer.isEmpty() && grain != Grain.RECORD;
    boolean nearest = shortest && finer.size() > 1 && finer.getLast() == Grain.RECORD;
    Instant first =
        nearest ? nearest(grain, from) : widens ? floor(grain, from) : ceiling(grain, from);
    Instant last =
        nearest ? nearest(grain, to) : finer.isEmpty() ? ceiling(grain, to) : floor(grain, to);
    if (!first.isBefore(last)) {
      cover(from, to, finer, taken);
      return;
    }
    cover(from, first, finer, taken);
    if (taken) {
      add(grain, first, last, Share.TAKEN);
    } else {
      Instant head = nearest && first.isBefore(from) ? grain.next(first) : first;
      Instant tail = nearest && last.isAfter(to) ? grain.previous(last) : last;
      add(grain, first, head, Share.REDUCED);
      add(grain, head, tail, Share.ADDED);
      add(grain, later(head, tail), last, Share.REDUCED);
    }
    cover(last, to, finer, taken);
    if (nearest) {
      cover(first, from, finer, !taken);
      cover(to, last, finer, !taken);
    }
  }

  private void add(Grain grain, Instant from, Instant to, Share share) {
    if (from.isBefore(to)) {
      spans.add(new Span(grain, from, to, share));
    }
  }

  private static Instant floor(Grain grain, Instant moment) {
    return isBound(moment) ? grain.floor(moment) : moment;
  }

  private static Instant ceiling(Grain grain, Instant moment) {
    return isBound(moment) ? grain.ceiling(moment) : moment;
  }

  private static Instant nearest(Grain grain, Instant moment) {
    Instant floor = floor(grain, moment);
    Instant ceiling = ceiling(grain, moment);
    return isBound(moment)
            && Duration.between(floor, moment).compareTo(Duration.between(moment, ceiling)) < 0
        ? floor
        : ceiling;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean isBound(Instant moment) {
    return !moment.equals(Instant.MIN) && !moment.equals(Instant.MAX);
  }
}
