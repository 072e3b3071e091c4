package io.maas.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How often somebody tried to sign in in vain, by account and by address, counted by all controls
/// together. A port; every method blocks, and throws if the store cannot tell. An account counts
/// whether it exists or not, so that being held off says nothing about that, and costs the same.
///
/// After [#FREE] failures an account is held off for half a minute, after each further one twice as
/// long, up to a quarter of an hour; an address has [#OF_ADDRESS] failures a minute. An attempt
/// counts as a failure from its beginning, so that many at once gain nothing, wherever they begin.
public interface SignInAttempts {

  int FREE = 5;
  int OF_ADDRESS = 30;

  Duration FIRST_PAUSE = Duration.ofSeconds(30);
  Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /// An account without a failure for so long has had none.
  Duration FORGOTTEN = Duration.ofHours(1);

  /// The stretch in which an address has so many.
  Duration MINUTE = Duration.ofMinutes(1);

  /// Who is counted: the hash of an account or an address. Names that do not exist, and so maybe a
  /// password in the wrong place, are kept nowhere.
  ///
  /// @param account a tenant's
  record Attempt(CredentialHash account, CredentialHash address) {

    public static Attempt of(String tenant, String user, String address) {
      return new Attempt(
          CredentialHash.of(tenant + "\0" + user), CredentialHash.of("\0" + address));
    }
  }

  /// Begins an attempt.
  ///
  /// @return how long to wait before the next; empty if this one may be made
  Optional<Duration> begin(Attempt attempt, Instant now);

  /// Ends an attempt that was none in vain.
  void succeed(Attempt attempt);

  /// Forgets those that count no longer, and of the others all but so many, the oldest first.
  int forget(Instant now, int most);

  /// How long an account is held off after so many failures.
  static Duration pause(int failures) {
    if (failures < FREE) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - FREE, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
