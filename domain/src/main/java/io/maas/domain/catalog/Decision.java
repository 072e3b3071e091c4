package io.maas.domain.catalog;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.metering.Claims;

/// What the [Snapshot] answers to "may this caller use that model".
public sealed interface Decision {

  /// Yes: under this subscription, by that policy.
  ///
  /// @param policy `namespace/name` of the policy that lets the caller in
  /// @param stack the limits that stand above the subscription's own
  record Granted(Model model, Subscription subscription, Grant grant, String policy, Stack stack)
      implements Decision {

    /// Whose counters the request stands under.
    public Claims claims(Principal principal) {
      return stack.claims(model, subscription, grant, principal);
    }

    /// The same where it is answered with what was answered before.
    public Claims claimsOfReplay(Principal principal) {
      return claims(principal).ofReplay(grant.rate());
    }
  }

  /// No, and why.
  record Denied(Refusal refusal) implements Decision {}
}
