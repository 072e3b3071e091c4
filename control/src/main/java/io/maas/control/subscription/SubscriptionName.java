package io.maas.control.subscription;

import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;

/// The two names of a subscription: `namespace/name` is stored, because it stays the same whatever
/// else is declared; the bare name is told, as the reference does, wherever it means the same one.
public final class SubscriptionName {

  private SubscriptionName() {}

  /// What people are told, and may send back.
  public static String shown(Snapshot snapshot, String id) {
    String bare = id.substring(id.indexOf('/') + 1);
    return snapshot.find(bare).map(Subscription::id).orElse(id).equals(id) ? bare : id;
  }

  /// What is stored, for a name that somebody sent.
  public static String stored(Snapshot snapshot, String name) {
    return snapshot.find(name).map(Subscription::id).orElse(name);
  }
}
