package io.maas.domain.access;

/// What a look-up of a credential finds.
public sealed interface Identity {

  /// It is good.
  record Known(Principal principal) implements Identity {}

  /// It is not, or no longer.
  record Unknown() implements Identity {}
}
