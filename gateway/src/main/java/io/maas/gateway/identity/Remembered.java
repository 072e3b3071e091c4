package io.maas.gateway.identity;

import io.maas.domain.access.Identity;

/// What is remembered of a credential.
sealed interface Remembered permits Remembered.Sure, Doubted {

  /// Who shows it, as far as is known.
  Identity identity();

  /// What the store said, and nothing that was missed since can have changed.
  record Sure(Identity identity) implements Remembered {}
}
