package io.maas.domain.metering;

/// Whose use one counter of a [Limit] adds up. In the order of how many share a counter.
public enum Scope {
  /// Each key has a counter of its own.
  KEY,
  /// Each user has a counter of their own; all keys of the user share it.
  USER,
  /// Each team has one that its members share.
  TEAM,
  /// Everyone in the subscription shares one counter.
  SUBSCRIPTION,
  /// Everyone whose subscription is paid by the same organisation shares one.
  ORGANIZATION,
  /// The whole tenant shares one.
  TENANT
}
