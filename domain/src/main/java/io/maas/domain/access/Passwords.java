package io.maas.domain.access;

import java.time.Instant;
import java.util.Optional;

/// The passwords of local users, hashed. A port of the control plane; every method blocks. A user
/// has none until one is set: there is no default.
public interface Passwords {

  /// What is kept of a password.
  ///
  /// @param hash what [PasswordHash] made of it
  /// @param once whether it is good for choosing another one, and for nothing else
  record Kept(String hash, boolean once) {
    @Override
    public String toString() {
      return "Kept[once=" + once + "]";
    }
  }

  /// What is kept of a user's; empty if there is no such user, or one without a password.
  Optional<Kept> find(String tenant, String user);

  /// Sets a user's password, and ends what was opened with the former one: tokens of logins, and
  /// sessions. False if there is no such user, or none but a program.
  boolean set(String tenant, String user, Kept password, Instant now);

  /// Keeps a token that a login made under its hash; a new password ends it.
  void insertToken(
      String tenant, String user, CredentialHash hash, Instant createdAt, Instant expiresAt);

  /// Keeps the same password under a stronger hash, unless it was changed meanwhile. Ends nothing.
  void rehash(String tenant, String user, Kept before, Kept after);
}
