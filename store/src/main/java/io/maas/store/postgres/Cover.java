package io.maas.store.postgres;

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
final class Cover {

  /// The last moment that PostgreSQL and people write with four digits of a year.
  static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final List<Span> spans = new ArrayList<>();

  private Cover() {}

  /// A stretch of one grain.
  ///
  /// @param from inclusive; [Instant#MIN] for no bound
  /// @param to exclusive; [Instant#MAX] for no bound
  record Span(Grain grain, Instant from, Instant to) {}

  /// Covers a stretch.
  ///
  /// @param from inclusive; [Instant#MIN] for no bound
  /// @param to exclusive; [Instant#MAX] for no bound
  /// @param coarsest the coarsest grain that tells apart what is asked to be told apart
  static List<Span> of(Instant from, Instant to, Grain coarsest, Horizon horizon) {
    Cover cover = new Cover();
    List<Instant> cuts =
        Stream.of(horizon.hours(), horizon.minutes(), horizon.records(), to)
            .filter(cut -> cut.isAfter(from) && !cut.isAfter(to))
            .sorted()
            .distinct()
            .toList();
    Instant start = from;
    for (Instant cut : cuts) {
      cover.add(start, cut, grains(start, coarsest, horizon));
      start = cut;
    }
    return cover.spans;
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

  private void add(Instant from, Instant to, List<Grain> grains) {
    if (!from.isBefore(to) || grains.isEmpty()) {
      return; // no record lies within a grain of the finest
    }
    Grain grain = grains.getFirst();
    List<Grain> finer = grains.subList(1, grains.size());
    boolean widens = finer.isEmpty() && grain != Grain.RECORD;
    Instant first = widens ? floor(grain, from) : ceiling(grain, from);
    Instant last = finer.isEmpty() ? ceiling(grain, to) : floor(grain, to);
    if (first.isBefore(last)) {
      add(from, first, finer);
      spans.add(new Span(grain, first, last));
      add(last, to, finer);
    } else {
      add(from, to, finer);
    }
  }

  private static Instant floor(Grain grain, Instant moment) {
    return isBound(moment) ? grain.floor(moment) : moment;
  }

  private static Instant ceiling(Grain grain, Instant moment) {
    return isBound(moment) ? grain.ceiling(moment) : moment;
  }

  private static boolean isBound(Instant moment) {
    return !moment.equals(Instant.MIN) && !moment.equals(Instant.MAX);
  }
}
