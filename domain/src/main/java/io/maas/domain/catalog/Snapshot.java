package io.maas.domain.catalog;

import static java.util.stream.Collectors.groupingBy;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision.Denied;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All resources of a tenant, compiled: immutable, swapped whole. The path of a request reads
/// nothing else, and the explainer asks the same functions.
public final class Snapshot {

  private static final String NO_ACCESS = "access denied to requested subscription";

  private final long version;
  private final String tenant;
  private final Map<ModelId, Model> models;
  private final Map<String, List<Model>> modelsByName;
  private final Map<String, List<Model>> modelsByAlias;
  private final Map<String, Subscription> subscriptions;
  private final Map<String, List<Subscription>> subscriptionsByName;
  private final Map<ModelId, List<Subscription>> explicitByModel;
  private final List<Subscription> tiers;
  private final Map<ModelId, List<AccessPolicy>> policies;
  private final Overall overall;
  private final Layout layout;

  /// Indexes what was compiled.
  ///
  /// @param version grows with every change of the resources
  /// @param overall the limits above all subscriptions
  public Snapshot(
      long version,
      String tenant,
      List<Model> models,
      List<Subscription> subscriptions,
      Map<ModelId, List<AccessPolicy>> policies,
      Overall overall) {
    this.version = version;
    this.tenant = tenant;
    Map<ModelId, Model> byId = new HashMap<>();
    Map<String, List<Model>> byAlias = new HashMap<>();
    for (Model model : models) {
      byId.put(model.id(), model);
      for (String alias : model.aliases()) {
        byAlias.computeIfAbsent(alias, _ -> new ArrayList<>()).add(model);
      }
    }
    this.models = Map.copyOf(byId);
    this.modelsByAlias = Map.copyOf(byAlias);
    this.modelsByName = Map.copyOf(models.stream().collect(groupingBy(m -> m.id().name())));
    Map<String, Subscription> byKey = new HashMap<>();
    Map<ModelId, List<Subscription>> byModel = new HashMap<>();
    for (Subscription subscription : subscriptions) {
      byKey.put(subscription.id(), subscription);
      if (!subscription.isTier()) {
        for (ModelId model : subscription.grants().keySet()) {
          byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(subscription);
        }
      }
    }
    this.subscriptions = Map.copyOf(byKey);
    this.subscriptionsByName =
        Map.copyOf(subscriptions.stream().collect(groupingBy(Subscription::name)));
    this.explicitByModel = Map.copyOf(byModel);
    this.tiers =
        subscriptions.stream()
            .filter(Subscription::isTier)
            .sorted(Comparator.comparingInt(Snapshot::level).reversed())
            .toList();
    this.policies = Map.copyOf(policies);
    this.overall = overall;
    this.layout = new Layout(version, places(overall.widest(), subscriptions));
  }

  /// Where the counters of each subscription live. What stands above all of them meets each, so
  /// then all live where the widest of them has to.
  private static Map<String, Place> places(
      @Nullable Scope above, List<Subscription> subscriptions) {
    Scope widest =
        subscriptions.stream()
            .map(Subscription::widestScope)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    Map<String, Place> places = new HashMap<>();
    for (Subscription each : subscriptions) {
      Scope own = above == null ? each.widestScope() : widest;
      places.putIfAbsent(each.id(), Place.of(above, own));
    }
    return Map.copyOf(places);
  }

  /// A snapshot with nothing above the subscriptions.
  public Snapshot(
      long version,
      String tenant,
      List<Model> models,
      List<Subscription> subscriptions,
      Map<ModelId, List<AccessPolicy>> policies) {
    this(version, tenant, models, subscriptions, policies, Overall.NONE);
  }

  /// A tenant without any resources.
  public static Snapshot empty(String tenant) {
    return new Snapshot(0, tenant, List.of(), List.of(), Map.of());
  }

  public long version() {
    return version;
  }

  public String tenant() {
    return tenant;
  }

  /// Where the counters of the subscriptions live.
  public Layout layout() {
    return layout;
  }

  /// What stands above the subscriptions.
  public Overall overall() {
    return overall;
  }

  public Stream<Model> models() {
    return models.values().stream();
  }

  public Stream<Subscription> subscriptions() {
    return subscriptions.values().stream();
  }

  public Optional<Model> model(ModelId id) {
    return Optional.ofNullable(models.get(id));
  }

  /// May this caller use the model that the path names?
  ///
  /// @param requested the subscription that a token names by header; ignored for a key, which is
  ///   bound
  public Decision decide(Principal principal, ModelId id, @Nullable String requested) {
    Model model = models.get(id);
    return model == null
        ? new Denied(new Refusal.UnknownModel(id.toString()))
        : rule(principal, model, requested).decision();
  }

  /// May this caller use the model that the body names? A full id goes before a name, a name before
  /// an alias; of several the one that the caller can use is meant.
  public Decision decide(Principal principal, String name, @Nullable String requested) {
    return rule(principal, name, requested).decision();
  }

  /// The same, with what decides.
  Ruling rule(Principal principal, String name, @Nullable String requested) {
    List<Model> candidates = candidates(name);
    if (candidates.isEmpty()) {
      return Ruling.denied(new Refusal.UnknownModel(name));
    }
    if (candidates.size() == 1) {
      return rule(principal, candidates.getFirst(), requested);
    }
    List<Ruling> rulings =
        candidates.stream().map(model -> rule(principal, model, requested)).toList();
    List<Ruling> granted = rulings.stream().filter(Ruling::grants).toList();
    return switch (granted.size()) {
      case 0 -> rulings.getFirst();
      case 1 -> granted.getFirst();
      default -> Ruling.ambiguous(name, granted);
    };
  }

  /// Every model that the caller can use, with the subscriptions that give it, in a steady order.
  ///
  /// @param requested only through this subscription, if given
  public List<Accessible> accessible(Principal principal, @Nullable String requested) {
    List<Subscription> candidates =
        requested == null
            ? usable(principal)
            : find(requested).filter(s -> mayUse(principal, s)).stream().toList();
    return models.values().stream()
        .filter(model -> policyFor(principal, model.id()) != null)
        .map(model -> new Accessible(model, giving(candidates, model)))
        .filter(accessible -> !accessible.subscriptions().isEmpty())
        .sorted(Comparator.comparing(accessible -> accessible.model().id().toString()))
        .toList();
  }

  /// The subscriptions that the caller may choose from: explicit ones, and the highest tier.
  public List<Subscription> usable(Principal principal) {
    return subscriptions.values().stream()
        .filter(subscription -> mayUse(principal, subscription))
        .sorted(Comparator.comparing(Subscription::id))
        .toList();
  }

  /// Finds a subscription by `namespace/name`, else by its bare name.
  public Optional<Subscription> find(String name) {
    Subscription exact = subscriptions.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    return subscriptionsByName.getOrDefault(name, List.of()).stream()
        .min(Comparator.comparing(Subscription::id));
  }

  /// Whether the caller owns the subscription; of a caller's tiers only the highest counts.
  public boolean mayUse(Principal principal, Subscription subscription) {
    return subscription.isTier()
        ? subscription.equals(tierOf(principal))
        : subscription.owner().include(principal);
  }

  /// The model and the subscriptions that give it to somebody.
  public record Accessible(Model model, List<Subscription> subscriptions) {}

  private Ruling rule(Principal principal, Model model, @Nullable String requested) {
    Principal.KeyBinding key = principal.key();
    String named = key != null ? key.subscription() : requested;
    return named != null
        ? underNamed(principal, model, named, key != null)
        : underOnly(principal, model);
  }

  private Ruling underNamed(Principal principal, Model model, String named, boolean byKey) {
    Subscription subscription = find(named).orElse(null);
    if (subscription == null || !mayUse(principal, subscription)) {
      return Ruling.forbidden(
          byKey ? "the key's subscription is no longer accessible" : NO_ACCESS, subscription);
    }
    return under(principal, model, subscription);
  }

  private Ruling underOnly(Principal principal, Model model) {
    List<Subscription> owned =
        explicitByModel.getOrDefault(model.id(), List.of()).stream()
            .filter(subscription -> subscription.owner().include(principal))
            .toList();
    if (owned.size() > 1) {
      return Ruling.forbidden(
          "user has access to multiple subscriptions, must specify subscription using"
              + " X-MaaS-Subscription header",
          owned);
    }
    Subscription only = owned.isEmpty() ? tierOf(principal) : owned.getFirst();
    return only == null
        ? Ruling.forbidden("no matching subscription found for user", List.of())
        : under(principal, model, only);
  }

  private Ruling under(Principal principal, Model model, Subscription subscription) {
    Grant grant = subscription.grantFor(model.id());
    if (grant == null) {
      return Ruling.forbidden(
          "subscription " + subscription.name() + " does not include model " + model.id(),
          subscription);
    }
    if (!subscription.phase().serves()) {
      return Ruling.forbidden(
          "subscription " + subscription.name() + " is not ready", subscription);
    }
    AccessPolicy policy = policyFor(principal, model.id());
    return policy == null
        ? Ruling.forbidden("no policy grants access to model " + model.id(), model)
        : Ruling.granted(
            new Granted(model, subscription, grant, policy.name(), stack(principal, subscription)));
  }

  private Stack stack(Principal principal, Subscription subscription) {
    Place place = layout.places().getOrDefault(subscription.id(), Place.USER);
    return new Stack(overall.tenant(), overall.teamOf(principal), place);
  }

  /// The rules of one model.
  List<AccessPolicy> policiesOf(ModelId model) {
    return policies.getOrDefault(model, List.of());
  }

  private @Nullable AccessPolicy policyFor(Principal principal, ModelId model) {
    for (AccessPolicy policy : policiesOf(model)) {
      if (policy.subjects().include(principal)) {
        return policy;
      }
    }
    return null;
  }

  /// The caller's highest tier.
  @Nullable Subscription tierOf(Principal principal) {
    for (Subscription tier : tiers) {
      if (tier.owner().include(principal)) {
        return tier;
      }
    }
    return null;
  }

  /// Those that a name may mean.
  List<Model> candidates(String name) {
    int slash = name.indexOf('/');
    if (slash > 0) {
      Model exact = models.get(new ModelId(name.substring(0, slash), name.substring(slash + 1)));
      if (exact != null) {
        return List.of(exact);
      }
    }
    List<Model> named = modelsByName.getOrDefault(name, List.of());
    return named.isEmpty() ? modelsByAlias.getOrDefault(name, List.of()) : named;
  }

  private static List<Subscription> giving(List<Subscription> candidates, Model model) {
    return candidates.stream()
        .filter(s -> s.phase().serves() && s.grantFor(model.id()) != null)
        .toList();
  }

  private static int level(Subscription tier) {
    return Objects.requireNonNullElse(tier.tierLevel(), 0);
  }
}
