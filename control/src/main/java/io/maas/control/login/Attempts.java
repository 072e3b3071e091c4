package io.maas.control.login;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often somebody tried to sign in in vain, by account and by address. An account counts
/// whether it exists or not, so that being held off says nothing about that.
///
/// After [#FREE] failures an account is held off for half a minute, after each further one twice as
/// long, up to a quarter of an hour; an address has so many failures a minute. An attempt counts as
/// a failure from its beginning, so that many at once gain nothing. Both books are bounded: who was
/// seen longest ago is forgotten first.
final class Attempts {

  static final int FREE = 5;
  static final int OF_ADDRESS = 30;

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int REMEMBERED = 50_000;

  private final Map<String, Tally> accounts = bounded();
  private final Map<String, Tally> addresses = bounded();

  /// @param since the first failure, or the last
  /// @param until nobody may try before; the beginning of time if anybody may
  private record Tally(int failures, Instant since, Instant until) {
    static final Tally NONE = new Tally(0, Instant.EPOCH, Instant.EPOCH);
  }

  /// Begins an attempt.
  ///
  /// @return how long to wait before the next; empty if this one may be made
  synchronized Optional<Duration> begin(String account, String address, Instant now) {
    Tally of = accounts.getOrDefault(account, Tally.NONE);
    Tally from = addresses.getOrDefault(address, Tally.NONE);
    if (of.until().isAfter(now)) {
      return Optional.of(Duration.between(now, of.until()));
    }
    boolean sameMinute = from.since().plus(MINUTE).isAfter(now);
    if (sameMinute && from.failures() >= OF_ADDRESS) {
      return Optional.of(Duration.between(now, from.since().plus(MINUTE)));
    }
    addresses.put(
        address,
        sameMinute
            ? new Tally(from.failures() + 1, from.since(), Instant.EPOCH)
            : new Tally(1, now, Instant.EPOCH));
    int failures = of.since().plus(FORGOTTEN).isAfter(now) ? of.failures() + 1 : 1;
    accounts.put(account, new Tally(failures, now, now.plus(pause(failures))));
    return Optional.empty();
  }

  /// Ends an attempt that was none in vain.
  synchronized void succeed(String account, String address) {
    accounts.remove(account);
    addresses.computeIfPresent(
        address,
        (_, from) ->
            from.failures() <= 1
                ? null
                : new Tally(from.failures() - 1, from.since(), from.until()));
  }

  private static Duration pause(int failures) {
    if (failures < FREE) {
      return Duration.ZERO;
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - FREE, 10));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  private static Map<String, Tally> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
