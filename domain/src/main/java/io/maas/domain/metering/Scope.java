package io.maas.domain.metering;

/// Whose use one counter of a [Limit] adds up.
public enum Scope {
  /// Each user has a counter of their own; all keys of the user share it.
  USER,
  /// Everyone in the subscription shares one counter.
  SUBSCRIPTION,
  /// Each key has a counter of its own.
  KEY
}
