package io.maas.domain.metering;

/// What the [Quota] answers to a [Demand].
public sealed interface Admission {

  /// Every limit holds the request.
  record Admitted(Reservation reservation) implements Admission {}

  /// One limit refuses, and nothing was taken from any other.
  ///
  /// @param standing the limit that refuses, and where it stands
  /// @param onlyHolds whether what is settled alone would leave room: then it is worth asking again
  ///   as soon as a request in flight ends
  record Exhausted(Standing standing, boolean onlyHolds) implements Admission {}

  /// The counters cannot tell now.
  ///
  /// @param why what is wrong with them
  record Unavailable(String why) implements Admission {}
}
