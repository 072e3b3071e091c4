package io.maas.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which groups people are in, as those who vouch for them said last, and whose keys are to be
/// looked at because of it. A port; every method blocks, and throws if the store cannot tell.
///
/// Somebody for whom several vouch under one name, issuers or this installation with its own users,
/// is in the groups that any of them says. What local users' groups are is known anyway: whoever
/// changes these makes the user due in the same transaction.
public interface Memberships {

  /// What was said of somebody.
  ///
  /// @param source who vouches: an issuer, or `kubernetes`
  /// @param groups without the implied one, in order
  /// @param at when it was true: a token's `iat`
  record Said(String tenant, String user, String source, List<String> groups, Instant at) {

    public Said {
      groups =
          groups.stream()
              .filter(group -> !group.equals(Principal.AUTHENTICATED))
              .distinct()
              .sorted()
              .toList();
    }

    /// The same, said then.
    public Said at(Instant moment) {
      return new Said(tenant, user, source, groups, moment);
    }
  }

  /// Keeps what was said, unless the same source said something later: a token that is shown late
  /// undoes nothing. Of two things said at one moment only what both say is kept, whichever comes
  /// first. Of a program of ours nobody else says anything: no person passes for it. Then
  /// [compares][#compare].
  ///
  /// @return whether the user is due
  boolean note(Said said, Instant now);

  /// Makes a user due, and announces it, if a live key of theirs has other groups than they have.
  ///
  /// @return whether the user is due
  boolean compare(String tenant, String user, Instant now);

  /// Somebody who is due.
  ///
  /// @param groups of now, with the implied one
  /// @param disabled whether it is a local user who may not come in
  /// @param keys the live ones of their own; none of a team's
  record Due(
      String tenant, String user, List<String> groups, boolean disabled, List<StoredKey> keys) {

    public Due {
      groups =
          Stream.concat(groups.stream(), Stream.of(Principal.AUTHENTICATED)).distinct().toList();
      keys = List.copyOf(keys);
    }
  }

  /// What is to become of a key.
  sealed interface Change {

    String keyId();

    /// It has these groups from now on. Its streams go on.
    record Regrouped(String keyId, List<String> groups) implements Change {
      public Regrouped {
        groups = List.copyOf(groups);
      }
    }

    /// It is refused, for good, and its streams end.
    record Revoked(String keyId) implements Change {}
  }

  /// Looks at the keys of one who is due, whom nobody else looks at now. What is planned is done
  /// and announced at once, and nothing of it if planning throws: then the user stays due.
  ///
  /// @param plan not asked about somebody of whom nothing is known
  /// @return false if nobody was due
  boolean review(Function<Due, List<Change>> plan, Instant now);

  /// Forgets all that was said of a tenant's people.
  void forget(String tenant);
}
