package io.maas.control.subscription;

import static java.util.stream.Collectors.groupingBy;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshot.Accessible;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells callers of their subscriptions: those that serve, cut down to models that a policy grants.
public final class SubscriptionEndpoints {

  private final Snapshots snapshots;

  public SubscriptionEndpoints(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /// `GET /v1/subscriptions`: a bare array, by name.
  public Reply list(Call call) {
    return Reply.ok(items(call.principal(), _ -> true));
  }

  /// `GET /v1/model/{model}/subscriptions`: those that give a model of that name; none if there is
  /// no such model.
  public Reply ofModel(Call call) {
    String name = call.part("model");
    return Reply.ok(items(call.principal(), model -> model.id().name().equals(name)));
  }

  private List<SubscriptionItem> items(Principal caller, Predicate<Model> which) {
    Snapshot snapshot = snapshots.of(caller.tenant());
    Principal.KeyBinding key = caller.key();
    Map<Subscription, List<Model>> models =
        accessible(snapshot, caller, key == null ? null : key.subscription()).stream()
            .collect(
                groupingBy(
                    Given::subscription, Collectors.mapping(Given::model, Collectors.toList())));
    return models.entrySet().stream()
        .filter(entry -> entry.getValue().stream().anyMatch(which))
        .map(entry -> SubscriptionItem.of(snapshot, entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(SubscriptionItem::header))
        .toList();
  }

  private static List<Given> accessible(
      Snapshot snapshot, Principal caller, @Nullable String bound) {
    return snapshot.accessible(caller, bound).stream()
        .flatMap(SubscriptionEndpoints::given)
        .toList();
  }

  private static Stream<Given> given(Accessible accessible) {
    return accessible.subscriptions().stream().map(s -> new Given(s, accessible.model()));
  }

  private record Given(Subscription subscription, Model model) {}
}
