package io.maas.domain.access;

/// What becomes of somebody's keys when their groups are others than when the keys were made: what
/// a tenant says in `spec.apiKeys.onGroupChange`. Keys of teams have no such owner, and stay.
public enum OnGroupChange {
  /// Nothing: a key has the groups of its mint. The reference's.
  KEEP,
  /// Keys get the groups of now. One whose subscription these do not reach is refused as any is
  /// whose subscription is no longer accessible.
  REFRESH,
  /// The same, but a key that is good for less now, because of a group that its owner left, is
  /// revoked.
  REVOKE
}
