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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells callers of their subscriptions. A key is told of all that its owner has, not of its own
/// alone, as in the reference: it says what else its owner could bind one to.
public final class SubscriptionEndpoints {

  private final Snapshots snapshots;

  public SubscriptionEndpoints(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /// `GET /v1/subscriptions`: a bare array, by name, of those that serve, cut down to models that a
  /// policy grants.
  public Reply list(Call call) {
    Snapshot snapshot = snapshots.of(call.principal().tenant());
    Map<Subscription, List<Model>> models =
        snapshot.accessible(owner(call), null).stream()
            .flatMap(SubscriptionEndpoints::given)
            .collect(
                groupingBy(
                    Given::subscription, Collectors.mapping(Given::model, Collectors.toList())));
    return shown(
        models.entrySet().stream()
            .map(entry -> SubscriptionItem.of(snapshot, entry.getKey(), entry.getValue())));
  }

  /// `GET /v1/model/{model}/subscriptions`: those that give a model of that name, whole: with their
  /// models that no policy grants to the caller, and if they do not serve. None if there is no such
  /// model.
  public Reply ofModel(Call call) {
    Snapshot snapshot = snapshots.of(call.principal().tenant());
    String name = call.part("model");
    return shown(
        snapshot.usable(owner(call)).stream()
            .map(each -> new Whole(each, given(snapshot, each)))
            .filter(
                whole -> whole.models().stream().anyMatch(model -> model.id().name().equals(name)))
            .map(whole -> SubscriptionItem.of(snapshot, whole.subscription(), whole.models())));
  }

  private record Whole(Subscription subscription, List<Model> models) {}

  private static List<Model> given(Snapshot snapshot, Subscription subscription) {
    return snapshot
        .models()
        .filter(model -> subscription.grantFor(model.id()) != null)
        .sorted(Comparator.comparing(model -> model.id().toString()))
        .toList();
  }

  private static Principal owner(Call call) {
    Principal caller = call.principal();
    return new Principal(caller.tenant(), caller.user(), caller.groups(), false, null);
  }

  private static Reply shown(Stream<SubscriptionItem> items) {
    return Reply.ok(items.sorted(Comparator.comparing(SubscriptionItem::header)).toList());
  }

  private static Stream<Given> given(Accessible accessible) {
    return accessible.subscriptions().stream().map(s -> new Given(s, accessible.model()));
  }

  private record Given(Subscription subscription, Model model) {}
}
