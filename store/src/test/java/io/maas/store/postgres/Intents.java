package io.maas.store.postgres;

import io.maas.domain.metering.Intent;
import java.time.Instant;
import java.util.UUID;

/// Intents that are almost like others.
final class Intents {

  private Intents() {}

  /// The same of another moment.
  static Intent at(Intent i, Instant at) {
    return with(i, i.id(), at);
  }

  /// The same of another request.
  static Intent withId(Intent i, UUID id) {
    return with(i, id, i.at());
  }

  private static Intent with(Intent i, UUID id, Instant at) {
    return new Intent(
        id,
        at,
        i.correlation(),
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
        i.rate(),
        i.likelyInput(),
        i.likelyOutput(),
        i.heldInput(),
        i.heldOutput());
  }
}
