package io.maas.domain.access;

/// Is told which groups somebody is in whenever whoever vouches for people has said so.
@FunctionalInterface
public interface GroupsHearing {

  /// Nobody wants to know.
  GroupsHearing NONE = _ -> {};

  /// Hears it. May block, and never fails: a login is none the worse for it.
  void hear(Memberships.Said said);
}
