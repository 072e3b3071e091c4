package io.maas.control.tenant;

import io.maas.domain.resource.ResourceKey;
import java.util.List;

/// In which order a tenant goes, decided anew before each step from what is still there: so it does
/// not matter after which of them somebody pulled the plug.
///
/// First it is said, then its keys are revoked, so that nobody uses what is taken apart; then its
/// people and what it declared go, and at last the tenant itself, with what its people asked for
/// and where they are signed in. What it used stays in the ledger: somebody has to pay. Models,
/// providers and secrets of its namespace stay too, as the reference leaves them.
final class Removal {

  private Removal() {}

  /// What is still there.
  ///
  /// @param announced whether its status says that it goes
  /// @param attested whether its status says that its keys are revoked
  /// @param keys how many can be used
  /// @param users by name
  /// @param groups by name
  /// @param declared its policies, subscriptions, teams, tiers and its configuration
  record Rest(
      boolean announced,
      boolean attested,
      int keys,
      List<String> users,
      List<String> groups,
      List<ResourceKey> declared) {}

  /// What is to be done.
  sealed interface Step {}

  /// Say that it goes.
  record Announce() implements Step {}

  /// Revoke every key, and say so when none is left.
  record RevokeKeys() implements Step {}

  /// Delete these, who lose their tokens by it.
  record RemovePeople(List<String> users, List<String> groups) implements Step {}

  /// Delete these.
  record RemoveDeclared(List<ResourceKey> keys) implements Step {}

  /// End what sessions there are, forget what was asked for and granted, and let the tenant go.
  record Release() implements Step {}

  static Step next(Rest rest) {
    if (!rest.announced()) {
      return new Announce();
    }
    if (rest.keys() > 0 || !rest.attested()) {
      return new RevokeKeys();
    }
    if (!rest.users().isEmpty() || !rest.groups().isEmpty()) {
      return new RemovePeople(rest.users(), rest.groups());
    }
    return rest.declared().isEmpty() ? new Release() : new RemoveDeclared(rest.declared());
  }
}
