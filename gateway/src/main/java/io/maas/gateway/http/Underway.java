package io.maas.gateway.http;

import io.maas.domain.access.Refusal;

/// A request that was decided and is on its way to its end, which comes once.
interface Underway {

  /// Its client went away.
  void clientLeft();

  /// Ends it if what it waits for is late.
  void endIfOverdue(long now);

  /// Ends it for a reason of ours.
  void cutOff(Refusal refusal);
}
