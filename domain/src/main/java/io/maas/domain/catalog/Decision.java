package io.maas.domain.catalog;

import io.maas.domain.access.Refusal;

/// What the [Snapshot] answers to "may this caller use that model".
public sealed interface Decision {

  /// Yes: under this subscription, by that policy.
  ///
  /// @param policy `namespace/name` of the policy that lets the caller in
  record Granted(Model model, Subscription subscription, Grant grant, String policy)
      implements Decision {}

  /// No, and why.
  record Denied(Refusal refusal) implements Decision {}
}
