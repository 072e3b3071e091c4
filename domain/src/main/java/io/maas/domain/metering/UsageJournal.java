package io.maas.domain.metering;

/// The gateway's own crash-safe book of requests that are not in the [Ledger] yet. Neither method
/// blocks; what returned survives a crash of the process.
public interface UsageJournal {

  /// Writes down who is about to call what, before the first attempt.
  ///
  /// @return false if there is no room: then the request is not to be served
  default boolean begin(Intent intent) {
    return begin(intent, "");
  }

  /// The same with what a successor needs to settle the request in the counters.
  ///
  /// @param trace of its [Reservation]
  boolean begin(Intent intent, String trace);

  /// Writes down what came of it, before its last bytes go to the client. There is always room for
  /// the outcome of an intent that was taken.
  void end(Outcome outcome);
}
