package io.maas.domain.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is signed in with a browser. A port of the control plane; every method blocks. What a
/// browser shows is random and kept as its hash alone.
public interface Sessions {

  /// A session.
  ///
  /// @param hash of what the browser shows
  /// @param user and groups as whoever vouched for them said at the login
  /// @param issuer who vouched; null for a local user
  /// @param hint what the issuer wants to see at the end; null if nothing
  /// @param end the moment it ends however much it is used
  record Session(
      CredentialHash hash,
      String tenant,
      String user,
      List<String> groups,
      Set<Role> roles,
      @Nullable String issuer,
      @Nullable String hint,
      Instant createdAt,
      Instant end) {

    public Session {
      groups = List.copyOf(groups);
      roles = Set.copyOf(roles);
    }

    /// One of somebody who has just signed in, with what is granted to them now.
    public static Session of(
        CredentialHash hash,
        Principal principal,
        @Nullable String issuer,
        @Nullable String hint,
        Instant createdAt,
        Instant end) {
      return new Session(
          hash,
          principal.tenant(),
          principal.user(),
          principal.groups(),
          principal.roles(),
          issuer,
          hint,
          createdAt,
          end);
    }

    /// Who is signed in.
    public Principal principal() {
      return new Principal(tenant, user, groups, roles, null);
    }

    @Override
    public String toString() {
      return "Session[of " + user + "]";
    }
  }

  /// Begins one.
  void begin(Session session);

  /// Finds one of the tenant that has not ended, and notes that it was used.
  ///
  /// @param idle unused for so long, it has ended
  Optional<Session> find(String tenant, CredentialHash hash, Instant now, Duration idle);

  /// Ends one; empty if there is none.
  Optional<Session> end(String tenant, CredentialHash hash);

  /// Ends all of a user's.
  int endAll(String tenant, String user);

  /// Ends all of a tenant's.
  int endAll(String tenant);

  /// Deletes those that have ended.
  int deleteEnded(Instant now, Duration idle);
}
