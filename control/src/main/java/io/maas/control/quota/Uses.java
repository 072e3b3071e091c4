package io.maas.control.quota;

import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Limit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models that somebody can use, through which subscriptions, and the limits on each.
///
/// @param list each pair of a model and a subscription once
record Uses(List<Use> list) {

  /// One model through one subscription.
  ///
  /// @param subscription as people call it
  record Use(String model, String subscription, Claims claims) {
    static Use of(Granted granted, Principal caller, Snapshot snapshot) {
      return new Use(
          granted.model().id().toString(),
          SubscriptionName.shown(snapshot, granted.subscription().id()),
          granted.claims(caller));
    }
  }

  /// Names a counter.
  record Counter(String place, String limit, String subject) {
    static Counter of(Claims.Partition partition, Claim claim) {
      return new Counter(partition.key(), claim.limit().id(), claim.subject());
    }
  }

  /// A limit, and the uses that it stands over.
  record Bound(
      Limit limit, Counter counter, TreeSet<String> models, TreeSet<String> subscriptions) {}

  /// What the snapshot lets the caller use.
  ///
  /// @param subscription only through this one
  /// @param model only this one
  static Uses of(
      Snapshot snapshot, Principal caller, @Nullable String subscription, @Nullable String model) {
    return new Uses(
        snapshot.accessible(caller, subscription).stream()
            .filter(accessible -> model == null || goesBy(accessible.model(), model))
            .flatMap(accessible ->
                accessible.subscriptions().stream()
                    .flatMap(given -> granted(snapshot, caller, accessible.model(), given)))
            .map(granted -> Use.of(granted, caller, snapshot))
            .toList());
  }

  private static boolean goesBy(Model model, String name) {
    return model.goesBy(name) || model.publishedId().equals(name);
  }

  private static Stream<Granted> granted(
      Snapshot snapshot, Principal caller, Model model, Subscription subscription) {
    Decision decision = snapshot.decide(caller, model.id(), subscription.id());
    return decision instanceof Granted granted ? Stream.of(granted) : Stream.empty();
  }

  /// Every limit once, in the order in which uses stand under them. One counter comes twice where a
  /// limit is strict over some models and cannot be over others.
  List<Bound> bounds() {
    record Key(Limit limit, Counter counter) {}
    Map<Key, Bound> bounds = new LinkedHashMap<>();
    for (Use use : list) {
      for (Claim claim : use.claims().list()) {
        Counter counter = Counter.of(use.claims().partition(), claim);
        Bound bound =
            bounds.computeIfAbsent(
                new Key(claim.limit(), counter),
                key -> new Bound(key.limit(), counter, new TreeSet<>(), new TreeSet<>()));
        bound.models().add(use.model());
        bound.subscriptions().add(use.subscription());
      }
    }
    return List.copyOf(bounds.values());
  }

  /// The claims on all counters, each once; those that live in one place together.
  List<Claims> claims() {
    record Together(Claims.Partition partition, Map<Counter, Claim> counters) {}
    Map<String, Together> places = new LinkedHashMap<>();
    for (Use use : list) {
      Claims.Partition partition = use.claims().partition();
      Together together =
          places.computeIfAbsent(
              partition.key(), _ -> new Together(partition, new LinkedHashMap<>()));
      for (Claim claim : use.claims().list()) {
        together.counters().putIfAbsent(Counter.of(partition, claim), claim);
      }
    }
    return places.values().stream()
        .map(each -> new Claims(each.partition(), false, List.copyOf(each.counters().values())))
        .toList();
  }

  /// Those that nothing limits.
  List<Use> unlimited() {
    return list.stream().filter(use -> use.claims().list().isEmpty()).toList();
  }
}
