package io.maas.store.postgres;

import io.maas.domain.metering.Intent;
import java.time.Instant;

/// Intents that are almost like others.
final class Intents {

  private Intents() {}

  /// The same of another moment.
  static Intent at(Intent i, Instant at) {
    return new Intent(
        i.id(),
        at,
        i.clientRequestId(),
        i.tenant(),
        i.user(),
        i.groups(),
        i.keyId(),
        i.subscription(),
        i.requestedModel(),
        i.model(),
        i.servedModel(),
        i.endpoint(),
        i.provider(),
        i.dialect(),
        i.streamed(),
        i.attribution(),
        i.price(),
        i.likelyInput(),
        i.likelyOutput(),
        i.heldInput(),
        i.heldOutput());
  }
}
