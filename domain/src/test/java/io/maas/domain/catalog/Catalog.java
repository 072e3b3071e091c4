package io.maas.domain.catalog;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.catalog.Subscription.Phase;
import io.maas.domain.metering.Intent.Attribution;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What there is in a test: models, who may call them, and on whose account.
final class Catalog {

  private static final Grant ANY = new Grant(List.of(), null);

  private final List<Model> models = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<ModelId, List<AccessPolicy>> policies = new HashMap<>();

  /// A model that every group in `users` may call.
  Catalog model(String id, String... aliases) {
    return unguardedModel(id, aliases).policy(id, "users");
  }

  /// A model that no policy lets anybody call.
  Catalog unguardedModel(String id, String... aliases) {
    Endpoint endpoint = new Endpoint("e", URI.create("http://h"), "x", "internal", null, 1);
    models.add(
        new Model(
            id(id),
            "LLMInferenceService",
            "publishers/" + id,
            Set.of(aliases),
            List.of(endpoint),
            new TokenRules(10, null),
            ModelDetails.NONE,
            Instant.EPOCH,
            true));
    return this;
  }

  Catalog policy(String model, String group) {
    policies
        .computeIfAbsent(id(model), _ -> new ArrayList<>())
        .add(new AccessPolicy("ns/" + group, new Subjects(Set.of(group), Set.of())));
    return this;
  }

  /// A subscription of a group to some models.
  Catalog subscription(String id, String group, String... modelIds) {
    return subscription(id, group, Phase.ACTIVE, modelIds);
  }

  Catalog subscription(String id, String group, Phase phase, String... modelIds) {
    Map<ModelId, Grant> grants =
        Stream.of(modelIds).collect(Collectors.toMap(Catalog::id, _ -> ANY));
    subscriptions.add(subscription(id, group, phase, grants, null, null));
    return this;
  }

  /// A tier of a group, to every model.
  Catalog tier(String id, String group, int level) {
    subscriptions.add(subscription(id, group, Phase.ACTIVE, Map.of(), ANY, level));
    return this;
  }

  Snapshot snapshot() {
    return new Snapshot(1, "tenant", models, subscriptions, policies);
  }

  static ModelId id(String text) {
    int slash = text.indexOf('/');
    return new ModelId(text.substring(0, slash), text.substring(slash + 1));
  }

  /// Somebody with an identity token.
  static Principal user(String... groups) {
    return new Principal("tenant", "bob", List.of(groups), false, null);
  }

  /// Somebody with a key.
  static Principal key(String subscription, String... groups) {
    return new Principal(
        "tenant",
        "bob",
        List.of(groups),
        false,
        new Principal.KeyBinding("id", "laptop", subscription, Instant.MAX));
  }

  /// Somebody with a key that is narrowed to something, or a team with one.
  static Principal key(
      String subscription, KeyScope scope, @Nullable String team, String... groups) {
    return new Principal(
        "tenant",
        "bob",
        List.of(groups),
        false,
        new Principal.KeyBinding(
            "id", "laptop", subscription, Instant.MAX, List.of(), scope, team));
  }

  private static Subscription subscription(
      String id,
      String group,
      Phase phase,
      Map<ModelId, Grant> grants,
      @Nullable Grant everyModel,
      @Nullable Integer level) {
    ModelId name = id(id);
    return new Subscription(
        name.namespace(),
        name.name(),
        Display.NONE,
        phase,
        0,
        new Subjects(Set.of(group), Set.of()),
        grants,
        everyModel,
        Attribution.NONE,
        level);
  }
}
