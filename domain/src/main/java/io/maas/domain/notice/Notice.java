package io.maas.domain.notice;

/// Something that other processes must know within a second.
public sealed interface Notice {

  /// The resources changed: compile a new snapshot.
  record ResourcesChanged() implements Notice {}

  /// What was shown of a key so far is refused from now on, and its running streams end: it was
  /// revoked or paused, or has a new secret and no old one.
  ///
  /// @param keyId the key's UUID
  record KeyRevoked(String keyId) implements Notice {}

  /// Something about a key is no longer as it was: its end, its limits, its secret. Streams go on.
  ///
  /// @param keyId the key's UUID
  record KeyChanged(String keyId) implements Notice {}

  /// A user's groups or tokens changed: what is cached of them is stale.
  record UserChanged(String tenant, String user) implements Notice {}

  /// Gateways agree on what they count in: look at it again.
  record EpochChanged() implements Notice {}

  /// Notices may have been missed: everything cached is to be asked again.
  record Resynchronised() implements Notice {}
}
