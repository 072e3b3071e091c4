package io.maas.store.memory;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the quota has to do, written down once more and as plainly as can be: for one thread, with
/// every admission kept for ever, every sum added up anew, and the allowance found by trying.
final class SlowQuota {

  /// One admission of one request to one counter.
  static final class Entry {
    final long window;
    final Limit limit;
    long held;
    long used;

    Entry(long window, Limit limit, long held) {
      this.window = window;
      this.limit = limit;
      this.held = held;
    }
  }

  /// What was admitted.
  record Answer(OptionalLong allowance, List<Entry> entries) {}

  private final Map<Claim, List<Entry>> entries = new HashMap<>();
  private final Map<Claim, Long> openedAt = new HashMap<>();

  long used(Claim claim, long now) {
    return inWindow(claim, now).stream().mapToLong(entry -> entry.used).sum();
  }

  long held(Claim claim, long now) {
    return inWindow(claim, now).stream().mapToLong(entry -> entry.held).sum();
  }

  private List<Entry> inWindow(Claim claim, long now) {
    return isOpen(claim, now)
        ? entries.getOrDefault(claim, List.of()).stream()
            .filter(entry -> entry.window == openedAt.getOrDefault(claim, -1L))
            .toList()
        : List.of();
  }

  private boolean isOpen(Claim claim, long now) {
    Long opened = openedAt.get(claim);
    return opened != null && now < opened + claim.limit().window().longest().toNanos();
  }

  /// Null where it is refused.
  @Nullable Answer reserve(Demand demand, List<Claim> claims, long now) {
    boolean clamps = claims.stream().anyMatch(claim -> claim.limit().clampsOutput());
    long shortest = Math.min(1, demand.outputCeiling());
    long answer = demand.outputCeiling();
    while (answer >= shortest && !fits(demand, claims, clamps ? answer : shortest, now)) {
      answer = clamps ? answer - 1 : -1;
    }
    if (answer < shortest) {
      return null;
    }
    List<Entry> made = new ArrayList<>();
    for (Claim claim : claims) {
      long hold = hold(demand, claim, answer, now);
      long opened = isOpen(claim, now) ? openedAt.getOrDefault(claim, now) : now;
      openedAt.put(claim, opened);
      Entry entry = new Entry(opened, claim.limit(), hold);
      entries.computeIfAbsent(claim, _ -> new ArrayList<>()).add(entry);
      made.add(entry);
    }
    return new Answer(clamps ? OptionalLong.of(answer) : OptionalLong.empty(), made);
  }

  private boolean fits(Demand demand, List<Claim> claims, long answer, long now) {
    return claims.stream()
        .allMatch(claim -> {
          long left = left(claim, now);
          boolean strict = claim.limit().enforcement() == Enforcement.STRICT;
          return strict ? left >= hold(demand, claim, answer, now) : left >= 1;
        });
  }

  private long left(Claim claim, long now) {
    return claim.limit().amount() - used(claim, now) - held(claim, now);
  }

  private long hold(Demand demand, Claim claim, long answer, long now) {
    boolean strict = claim.limit().enforcement() == Enforcement.STRICT;
    long input = strict ? demand.promptBound() : demand.promptEstimate();
    long output = strict ? answer : Math.min(answer, demand.outputTypical());
    long hold = claim.limit().measure().of(input, 0, demand.choices() * output);
    return strict || claim.limit().unit() == Unit.REQUESTS
        ? hold
        : Math.min(left(claim, now), hold);
  }
}
