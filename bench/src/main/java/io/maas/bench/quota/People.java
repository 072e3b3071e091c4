package io.maas.bench.quota;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.ApiKey;
import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// So many keys, each of another user, over so many subscriptions. All of it is made of numbers,
/// and each string anew, as if it had come from the database.
final class People implements Identities {

  static final String TENANT = "models-as-a-service";
  private static final int MODELS = 20;
  private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

  private final int subscriptions;
  private int turn;

  People(int subscriptions) {
    this.subscriptions = subscriptions;
  }

  /// The key with this number.
  static Credential.Key key(int number) {
    return new Credential.Key(new ApiKey("key" + number, "secret" + number));
  }

  /// Who shows it.
  Principal principal(int number) {
    String subscription = TENANT + "/team-" + number % subscriptions;
    return new Principal(
        TENANT,
        "user-" + number,
        List.of("team-" + number % subscriptions),
        false,
        new Principal.KeyBinding(
            new UUID(number, number).toString(), "laptop-" + number, subscription, EXPIRES));
  }

  /// Whose look-up comes next.
  void expect(int number) {
    turn = number;
  }

  @Override
  public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
    return CompletableFuture.completedFuture(new Identity.Known(principal(turn)));
  }

  @Override
  public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
    return CompletableFuture.completedFuture(new Identity.Unknown());
  }

  /// The model that the key with this number calls.
  ModelId model(int number) {
    return id(number % subscriptions % MODELS);
  }

  private static ModelId id(int model) {
    return new ModelId("llm", "model-" + model);
  }

  /// Every subscription gives its group one model, under two limits.
  Snapshot snapshot() {
    AccessPolicy everyone =
        new AccessPolicy(
            "llm/everyone",
            new Subjects(
                Set.copyOf(IntStream.range(0, subscriptions).mapToObj(i -> "team-" + i).toList()),
                Set.of()));
    List<Model> models = IntStream.range(0, MODELS).mapToObj(People::published).toList();
    return new Snapshot(
        1,
        TENANT,
        models,
        IntStream.range(0, subscriptions).mapToObj(People::subscription).toList(),
        models.stream().collect(Collectors.toMap(Model::id, _ -> List.of(everyone))));
  }

  private static Model published(int number) {
    return new Model(
        id(number),
        "LLMInferenceService",
        "publishers/llm/models/model-" + number,
        Set.of(),
        List.of(new Endpoint("e", URI.create("http://engine"), "m", "internal", null, 1)),
        new TokenRules(4096, new TokenRules.Template(2, 3, 64)),
        ModelDetails.NONE,
        Instant.EPOCH,
        true);
  }

  private static Subscription subscription(int number) {
    ModelId model = id(number % MODELS);
    String name = "team-" + number;
    String counted = TENANT + "/" + name + "@" + model;
    Limit.Over over = new Limit.Over(TENANT + "/" + name, model.toString());
    Limit tokens = limit(counted + ":total_tokens/1h/user", Unit.TOTAL_TOKENS, over);
    Limit requests = limit(counted + ":requests/1h/user", Unit.REQUESTS, over);
    return new Subscription(
        TENANT,
        name,
        Subscription.Display.NONE,
        Subscription.Phase.ACTIVE,
        0,
        new Subjects(Set.of(name), Set.of()),
        Map.of(model, new Grant(List.of(tokens, requests), null)),
        null,
        Intent.Attribution.NONE,
        null);
  }

  private static Limit limit(String id, Unit unit, Limit.Over over) {
    return new Limit(
        id,
        Measure.of(unit),
        1_000_000,
        Window.rolling(Duration.ofHours(1)),
        Scope.USER,
        Enforcement.STRICT,
        over);
  }
}
