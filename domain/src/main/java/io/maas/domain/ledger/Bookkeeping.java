package io.maas.domain.ledger;

import java.time.Instant;

/// What control does for the ledger, on time or when asked. Every method blocks. Several controls
/// may do all of it at once.
public interface Bookkeeping {

  /// Makes the ledger ready for today and so many days to come.
  void openDays(Instant now, int ahead);

  /// Signs the end of every chain that grew since it was signed last.
  ///
  /// @return how many there were
  int checkpoint(Instant now);

  /// Drops what need not be kept any longer. Where records go, what their chains were is signed
  /// first, so that the gap is known to be ours.
  Dropped drop(Retention retention, Instant now);

  /// Looks whether anybody changed, took away or slipped in a record. Looks at a bounded number of
  /// records; the rest is asked for with [Verification#next()].
  Verification verify(VerificationQuery query);

  /// Takes records that come from elsewhere: all of them, or none.
  Imported take(Backfill backfill);
}
