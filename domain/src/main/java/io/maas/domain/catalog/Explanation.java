package io.maas.domain.catalog;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why somebody may use a model, or may not: what [Snapshot#decide] says, the resources that it is
/// due to, and all that it could have been due to.
///
/// @param decidedBy the resources without which it would be another; none where it is the lack of
///   one
/// @param findings of models, then of subscriptions, then of policies
public record Explanation(Decision decision, List<Resource> decidedBy, List<Finding> findings) {

  /// More than people read; a name of many models, or thousands of subscriptions, gives more.
  private static final int MOST_FINDINGS = 200;

  /// What decides.
  ///
  /// @param name `namespace/name`
  public record Resource(Kind kind, String name) {
    static Resource of(Model model) {
      return new Resource(Kind.MODEL, model.id().toString());
    }

    static Resource of(Subscription subscription) {
      return new Resource(subscription.isTier() ? Kind.TIER : Kind.SUBSCRIPTION, subscription.id());
    }
  }

  /// The kinds that decide.
  public enum Kind {
    /// A `MaaSModelRef`.
    MODEL,
    /// A `MaaSSubscription`.
    SUBSCRIPTION,
    /// A tier.
    TIER,
    /// A `MaaSAuthPolicy`.
    POLICY
  }

  /// What was found of one resource.
  ///
  /// @param owned whether it names the caller
  /// @param holds whether it lets the caller on
  public record Finding(Resource resource, boolean owned, boolean holds, String why) {}

  /// Asks the function that decides over requests, and looks at what it looks at.
  ///
  /// @param name any name of a model
  /// @param requested the subscription that a token would name by header
  public static Explanation of(
      Snapshot snapshot, Principal principal, String name, @Nullable String requested) {
    Ruling ruling = snapshot.rule(principal, name, requested);
    List<Finding> findings = new ArrayList<>();
    List<Model> models = snapshot.candidates(name);
    models.forEach(model -> findings.add(ofModel(model)));
    snapshot
        .subscriptions()
        .sorted(Comparator.comparing(Subscription::id))
        .filter(each -> matters(each, models, principal))
        .forEach(each -> findings.add(ofSubscription(snapshot, principal, each, models)));
    for (Model model : models) {
      for (AccessPolicy policy : snapshot.policiesOf(model.id())) {
        findings.add(ofPolicy(policy, model, principal));
      }
    }
    return new Explanation(
        ruling.decision(),
        decidedBy(ruling),
        findings.size() > MOST_FINDINGS ? findings.subList(0, MOST_FINDINGS) : findings);
  }

  private static List<Resource> decidedBy(Ruling ruling) {
    if (ruling.decision() instanceof Granted granted) {
      return List.of(
          Resource.of(granted.subscription()), new Resource(Kind.POLICY, granted.policy()));
    }
    List<Resource> by = new ArrayList<>();
    ruling.subscriptions().forEach(subscription -> by.add(Resource.of(subscription)));
    if (ruling.model() != null) {
      by.add(Resource.of(ruling.model()));
    }
    return by;
  }

  private static Finding ofModel(Model model) {
    return model.endpoints().isEmpty()
        ? new Finding(Resource.of(model), false, false, "it has no endpoint")
        : new Finding(Resource.of(model), false, true, "it goes by this name");
  }

  /// Those of the caller, and those that give the model to others.
  private static boolean matters(Subscription each, List<Model> models, Principal principal) {
    return each.owner().include(principal)
        || (!each.isTier() && models.stream().anyMatch(m -> each.grantFor(m.id()) != null));
  }

  private static Finding ofSubscription(
      Snapshot snapshot, Principal principal, Subscription each, List<Model> models) {
    Resource resource = Resource.of(each);
    if (!each.owner().include(principal)) {
      return new Finding(resource, false, false, "its owners do not include the caller");
    }
    if (!snapshot.mayUse(principal, each)) {
      Subscription higher = snapshot.tierOf(principal);
      return new Finding(
          resource,
          true,
          false,
          "the caller is in a higher tier: " + (higher == null ? "" : higher.id()));
    }
    if (models.stream().noneMatch(model -> each.grantFor(model.id()) != null)) {
      return new Finding(resource, true, false, "it does not give the model");
    }
    Principal.KeyBinding key = principal.key();
    if (key != null && !key.subscription().equals(each.id())) {
      return new Finding(resource, true, false, "the key is bound to " + key.subscription());
    }
    return each.phase().serves()
        ? new Finding(resource, true, true, "it gives the model to the caller")
        : new Finding(resource, true, false, "it is not ready");
  }

  private static Finding ofPolicy(AccessPolicy policy, Model model, Principal principal) {
    boolean holds = policy.subjects().include(principal);
    return new Finding(
        new Resource(Kind.POLICY, policy.name()),
        holds,
        holds,
        (holds ? "it lets the caller use " : "its subjects do not include the caller, for ")
            + model.id());
  }
}
