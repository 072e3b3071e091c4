package io.maas.domain.access;

import org.jspecify.annotations.Nullable;

/// Hashes passwords with a function that costs memory, so that whoever gets hold of the hashes
/// cannot try many.
public interface PasswordHash {

  /// What may be kept of a password.
  String of(String password);

  /// Compares. It takes as long for somebody who has no password as for somebody who has one.
  ///
  /// @param hash what is kept; null for somebody who is not known, or has no password
  Check check(String password, @Nullable String hash);

  /// How they compare.
  enum Check {
    DIFFERENT,
    SAME,
    /// The same, and kept under a weaker hash than would be made now.
    SAME_BUT_WEAK
  }
}
