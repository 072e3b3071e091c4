package io.maas.control.internal;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST /internal/v1/subscriptions/select`: under which subscription somebody calls a model.
/// Always 200: what is wrong is in the answer.
public final class SubscriptionSelection {

  private final Snapshots snapshots;

  public SubscriptionSelection(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  public Reply select(Call call) {
    Fields body = Fields.of(call.body());
    String user = body.text("username");
    List<String> groups = body.list("groups");
    String named = body.text("requestedSubscription");
    String model = body.text("requestedModel");
    if (!body.sound()) {
      return failed("bad_request", body.refusal().message());
    }
    if (user == null) {
      return failed("bad_request", "username is required");
    }
    String tenant = call.tenant();
    Snapshot snapshot = snapshots.of(tenant);
    Principal caller = new Principal(tenant, user, groups, false, null);
    return named == null ? only(snapshot, caller, model) : named(snapshot, caller, named, model);
  }

  private static Reply named(
      Snapshot snapshot, Principal caller, String named, @Nullable String model) {
    Subscription found = snapshot.find(named).orElse(null);
    if (found == null) {
      return failed("not_found", "requested subscription not found");
    }
    if (!snapshot.mayUse(caller, found)) {
      return failed("access_denied", "access denied to requested subscription");
    }
    return model == null || includes(snapshot, found, model)
        ? selected(snapshot, caller, found, model)
        : failed(
            "model_not_in_subscription",
            "subscription " + found.name() + " does not include model " + model);
  }

  /// The one that there is: nobody is given one of several, and a tier only where there is none.
  private static Reply only(Snapshot snapshot, Principal caller, @Nullable String model) {
    List<Subscription> fitting =
        snapshot.usable(caller).stream()
            .filter(subscription -> model == null || includes(snapshot, subscription, model))
            .toList();
    List<Subscription> explicit =
        fitting.stream().filter(subscription -> !subscription.isTier()).toList();
    List<Subscription> meant = explicit.isEmpty() ? fitting : explicit;
    return switch (meant.size()) {
      case 0 -> failed("not_found", "no matching subscription found for user");
      case 1 -> selected(snapshot, caller, meant.getFirst(), model);
      default ->
          failed(
              "multiple_subscriptions",
              "user has access to multiple subscriptions, must specify subscription using"
                  + " X-MaaS-Subscription header");
    };
  }

  private static boolean includes(Snapshot snapshot, Subscription subscription, String model) {
    Model found = found(snapshot, model);
    return found != null && subscription.grantFor(found.id()) != null;
  }

  private static @Nullable Model found(Snapshot snapshot, String name) {
    return snapshot
        .models()
        .filter(model -> model.goesBy(name))
        .min(Comparator.comparing(model -> model.id().toString()))
        .orElse(null);
  }

  private static Reply selected(
      Snapshot snapshot, Principal caller, Subscription chosen, @Nullable String name) {
    Model model = name == null ? null : found(snapshot, name);
    boolean allowed =
        model == null
            || snapshot.decide(caller, model.id(), chosen.id()) instanceof Decision.Granted;
    return Reply.ok(Selected.of(chosen, model, allowed));
  }

  private static Reply failed(String error, String message) {
    return Reply.ok(new Failed(error, message, "", false, false));
  }

  /// @param error one of the reference's words
  @Shape(name = "SelectionFailure")
  record Failed(String error, String message, String phase, boolean ready, boolean accessAllowed) {}

  /// @param resolvedModel `namespace/name`
  /// @param accessAllowed whether a policy lets the caller use the model
  @Shape(name = "Selection")
  record Selected(
      String name,
      String namespace,
      @Nullable String displayName,
      @Nullable String description,
      int priority,
      List<Ref> modelRefs,
      @Nullable String organizationId,
      @Nullable String costCenter,
      @Nullable Map<String, String> labels,
      @Nullable String resolvedModel,
      boolean accessAllowed,
      String phase,
      boolean ready) {

    static Selected of(Subscription chosen, @Nullable Model model, boolean allowed) {
      String phase = chosen.phase().name();
      return new Selected(
          chosen.name(),
          chosen.namespace(),
          chosen.display().name(),
          chosen.display().description(),
          chosen.priority(),
          chosen.grants().keySet().stream()
              .map(id -> new Ref(id.name(), id.namespace()))
              .sorted(Comparator.comparing(Ref::namespace).thenComparing(Ref::name))
              .toList(),
          chosen.attribution().organization(),
          chosen.attribution().costCenter(),
          chosen.attribution().labels().isEmpty() ? null : chosen.attribution().labels(),
          model == null ? null : model.id().toString(),
          allowed,
          phase.charAt(0) + phase.substring(1).toLowerCase(Locale.ROOT),
          chosen.phase().serves());
    }
  }

  @Shape(name = "SelectedModel")
  record Ref(String name, String namespace) {}
}
