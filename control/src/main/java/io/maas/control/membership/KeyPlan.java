package io.maas.control.membership;

import io.maas.domain.access.Memberships.Change;
import io.maas.domain.access.Memberships.Due;
import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is to become of one key whose owner is in other groups now than the key says.
///
/// @param key as it is
/// @param left groups of the key that its owner is in no longer
/// @param joined groups that its owner is in since
/// @param lost why it is revoked; null where it goes on with the groups of now
/// @param groups of now
record KeyPlan(
    StoredKey key,
    Set<String> left,
    Set<String> joined,
    @Nullable String lost,
    List<String> groups) {

  /// What is to become of all keys of somebody; nothing of those that have the groups of now.
  static List<KeyPlan> of(Due due, Snapshot snapshot) {
    OnGroupChange wish = snapshot.overall().onGroupChange();
    List<KeyPlan> plans = new ArrayList<>();
    if (wish != OnGroupChange.KEEP) {
      for (StoredKey key : due.keys()) {
        plan(key, due, snapshot, wish == OnGroupChange.REVOKE).ifPresent(plans::add);
      }
    }
    return plans;
  }

  private static Optional<KeyPlan> plan(
      StoredKey key, Due due, Snapshot snapshot, boolean revokes) {
    List<String> groups = due.groups();
    Set<String> left = without(key.principal().groups(), groups);
    Set<String> joined = without(groups, key.principal().groups());
    if (revokes && due.disabled()) {
      return Optional.of(new KeyPlan(key, left, joined, "the owner is disabled", groups));
    }
    if (left.isEmpty() && joined.isEmpty()) {
      return Optional.empty();
    }
    // Who left nothing has lost nothing, even where a higher tier puts an end to a lower one.
    String lost =
        revokes && !left.isEmpty()
            ? lost(snapshot, key, key.principal(), key.in(groups).principal())
            : null;
    return Optional.of(new KeyPlan(key, left, joined, lost, groups));
  }

  private static Set<String> without(List<String> some, List<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(new HashSet<>(others));
    return rest;
  }

  /// What the key was good for and is no longer; null if nothing.
  private static @Nullable String lost(
      Snapshot snapshot, StoredKey key, Principal before, Principal after) {
    Subscription subscription = snapshot.find(key.subscription()).orElse(null);
    if (subscription == null || !snapshot.mayUse(before, subscription)) {
      return null;
    }
    if (!snapshot.mayUse(after, subscription)) {
      return "the owner left a group: subscription "
          + subscription.id()
          + " is no longer accessible";
    }
    Set<Model> closedBefore = new HashSet<>(snapshot.closed(subscription, before));
    for (Model model : snapshot.closed(subscription, after)) {
      if (!closedBefore.contains(model)
          && key.scope().allows(model.id().namespace(), model.id().name())) {
        return "the owner left a group: model " + model.id() + " is no longer accessible";
      }
    }
    return null;
  }

  Change change() {
    return lost == null ? new Change.Regrouped(key.id(), groups) : new Change.Revoked(key.id());
  }
}
