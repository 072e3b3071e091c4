package io.maas.domain.ledger;

import io.maas.domain.ledger.VerificationQuery.Cursor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What verifying found, so far.
///
/// @param chains one report for each chain that was looked at
/// @param otherKeys keys that signed and are not this control's own: they prove as much as the
///   database does, until somebody compares them with those of the other controls
/// @param next where to go on; null if this is the end
public record Verification(List<Chain> chains, List<String> otherKeys, @Nullable Cursor next) {

  /// One chain, or a piece of it.
  ///
  /// @param name the gateway's id, or `imports`
  /// @param begins the number of the first record that is kept; more than 1 where a signed stretch
  ///   was dropped before it
  /// @param records how many records were looked at
  /// @param checkpoints how many signatures were looked at
  /// @param unsigned how many records at its end no checkpoint vouches for yet
  /// @param findings what is wrong; the first [#MOST_FINDINGS] of it
  /// @param found how much is wrong
  public record Chain(
      String name,
      long begins,
      long records,
      long checkpoints,
      long unsigned,
      List<Finding> findings,
      long found) {

    /// More than that nobody reads.
    public static final int MOST_FINDINGS = 100;
  }

  /// Something that is not as it was written.
  ///
  /// @param kind what it looks like
  /// @param seq the record's number in the chain
  /// @param id the record's id, where there is one
  /// @param what it in words: what was found and what was expected
  public record Finding(Kind kind, long seq, @Nullable UUID id, String what) {}

  /// What can be wrong.
  public enum Kind {
    /// Records are missing.
    GAP,
    /// A record does not say what it said, or the one before it does not.
    ALTERED,
    /// A record was not written by a gateway.
    INSERTED,
    /// A checkpoint is missing, or its signature is not good.
    CHECKPOINT
  }
}
