package io.maas.testkit.access;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.SignInAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Attempts to sign in, in memory.
public final class InMemorySignInAttempts implements SignInAttempts {

  private final Map<CredentialHash, Tally> accounts = new HashMap<>();
  private final Map<CredentialHash, Tally> addresses = new HashMap<>();

  /// @param since the last failure of an account, the first of an address
  /// @param until nobody may try before
  private record Tally(int failures, Instant since, Instant until) {
    static final Tally NONE = new Tally(0, Instant.EPOCH, Instant.EPOCH);
  }

  @Override
  public synchronized Optional<Duration> begin(Attempt attempt, Instant now) {
    Tally from = addresses.getOrDefault(attempt.address(), Tally.NONE);
    boolean sameMinute = from.since().plus(MINUTE).isAfter(now);
    if (sameMinute && from.failures() >= OF_ADDRESS) {
      return Optional.of(Duration.between(now, from.since().plus(MINUTE)));
    }
    Tally of = accounts.getOrDefault(attempt.account(), Tally.NONE);
    if (of.until().isAfter(now)) {
      return Optional.of(Duration.between(now, of.until()));
    }
    Instant first = sameMinute ? from.since() : now;
    addresses.put(
        attempt.address(),
        new Tally(sameMinute ? from.failures() + 1 : 1, first, first.plus(MINUTE)));
    int failures = of.since().plus(FORGOTTEN).isAfter(now) ? of.failures() + 1 : 1;
    accounts.put(
        attempt.account(), new Tally(failures, now, now.plus(SignInAttempts.pause(failures))));
    return Optional.empty();
  }

  @Override
  public synchronized void succeed(Attempt attempt) {
    accounts.remove(attempt.account());
    addresses.computeIfPresent(
        attempt.address(),
        (_, from) ->
            from.failures() <= 1
                ? null
                : new Tally(from.failures() - 1, from.since(), from.until()));
  }

  @Override
  public synchronized int forget(Instant now, int most) {
    int before = size();
    accounts.values().removeIf(tally -> !tally.since().plus(FORGOTTEN).isAfter(now));
    addresses.values().removeIf(tally -> !tally.since().plus(MINUTE).isAfter(now));
    while (size() > most) {
      Map<CredentialHash, Tally> larger = accounts.size() > addresses.size() ? accounts : addresses;
      larger.remove(
          larger.entrySet().stream()
              .min(Comparator.comparing(entry -> entry.getValue().since()))
              .orElseThrow()
              .getKey());
    }
    return before - size();
  }

  private int size() {
    return accounts.size() + addresses.size();
  }
}
