package io.maas.gateway.http;

import io.maas.domain.access.AccessPolicy;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Fallback;
import io.maas.domain.catalog.Fallback.Trouble;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.gateway.metrics.Facts.StoodIn;
import io.maas.gateway.upstream.UpstreamSettings;
import io.micrometer.core.instrument.Counter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A gateway with three models, each with an engine of its own, of which one subscription gives
/// what a test says.
final class StandIns implements AutoCloseable {

  static final ModelId GRANITE = Rig.MODEL;
  static final ModelId SPARE = new ModelId("llm", "spare");
  static final ModelId LAST = new ModelId("llm", "last");

  private static final UpstreamSettings IMPATIENT =
      new UpstreamSettings(
          Duration.ofSeconds(1), Duration.ofMillis(600), Duration.ofMillis(600), 100);

  final Rig rig = new Rig(IMPATIENT);
  final ScriptedUpstream granite = rig.upstream;
  final ScriptedUpstream spare = new ScriptedUpstream(rig.vertx);
  final ScriptedUpstream last = new ScriptedUpstream(rig.vertx);
  private final Map<ModelId, Model> models = new HashMap<>();
  private final Map<ModelId, Grant> grants = new HashMap<>();

  /// Two of them stand in for the first, for what is usual.
  StandIns() {
    model(GRANITE, granite.port(), new Fallback(List.of(SPARE, LAST), Trouble.USUAL), "8k");
    model(SPARE, spare.port(), Fallback.NONE, "8k");
    model(LAST, last.port(), Fallback.NONE, "128k");
    give(GRANITE, 1);
    give(SPARE, 2);
    give(LAST, 3);
  }

  /// Publishes a model with one endpoint of its name.
  StandIns model(ModelId id, int port, Fallback fallback, String window) {
    return model(id, port, fallback, window, Surface.CHAT);
  }

  StandIns model(ModelId id, int port, Fallback fallback, String window, Surface surface) {
    Endpoint endpoint =
        new Endpoint(
            "of-" + id.name(),
            URI.create("http://127.0.0.1:" + port),
            "served-" + id.name(),
            "internal",
            new Access.Open(),
            List.of(surface),
            Share.of(1));
    models.put(
        id,
        new Model(
            id,
            "LLMInferenceService",
            id.name(),
            Set.of(),
            port == 0 ? List.of() : List.of(endpoint),
            new TokenRules(100, new TokenRules.Template(2, 3, -1)),
            new ModelDetails(null, null, null, window, List.of()),
            Instant.EPOCH,
            true,
            Serving.DEFAULT.with(fallback)));
    return publish();
  }

  /// A model's endpoint speaks this and nothing else.
  StandIns speaking(ModelId id, Dialect dialect) {
    Model model = Objects.requireNonNull(models.get(id));
    int port = model.endpoints().getFirst().url().getPort();
    return model(id, port, model.serving().fallback(), "8k", Surface.usual(dialect));
  }

  /// Which models stand in for the first, and for what.
  StandIns standIns(List<ModelId> ids, Trouble... on) {
    return model(GRANITE, granite.port(), new Fallback(ids, Set.of(on)), "8k");
  }

  /// Gives a model at so many billionths a token.
  StandIns give(ModelId id, long price, Limit... limits) {
    grants.put(id, new Grant(List.of(limits), new BillingRate("EUR", price, price, price, 0)));
    return publish();
  }

  StandIns withhold(ModelId id) {
    grants.remove(id);
    return publish();
  }

  private StandIns publish() {
    Subscription gold =
        new Subscription(
            "models-as-a-service",
            "gold",
            Subscription.Display.NONE,
            Subscription.Phase.ACTIVE,
            1,
            new Subjects(Set.of("staff"), Set.of()),
            grants,
            null,
            Intent.Attribution.NONE,
            null);
    List<AccessPolicy> everybody =
        List.of(new AccessPolicy("p", new Subjects(Set.of("system:authenticated"), Set.of())));
    Map<ModelId, List<AccessPolicy>> policies = new HashMap<>();
    models.keySet().forEach(id -> policies.put(id, everybody));
    rig.snapshot =
        new Snapshot(1, "default", new ArrayList<>(models.values()), List.of(gold), policies);
    return this;
  }

  /// What the caller's limits over a model hold and have used.
  List<Standing> standings(ModelId id) {
    var caller = Rig.caller("models-as-a-service/gold");
    if (!(rig.snapshot.decide(caller, id, null) instanceof Granted granted)) {
      throw new IllegalStateException(id + " is not given");
    }
    Claims claims = granted.claims(caller);
    return rig.quota.standings(claims).toCompletableFuture().join();
  }

  /// How often a model that stands in came to this.
  double told(ModelId by, StoodIn how) {
    Counter counter =
        rig.meters
            .find("maas_fallbacks")
            .tags("stand_in", by.toString(), "result", how.name().toLowerCase(Locale.ROOT))
            .counter();
    return counter == null ? 0 : counter.count();
  }

  static void refuse(ScriptedUpstream upstream, int status, String message) {
    upstream.script((request, _) ->
        request
            .response()
            .setStatusCode(status)
            .end("{\"error\":{\"message\":\"" + message + "\"}}"));
  }

  @Override
  public void close() {
    spare.close();
    last.close();
    rig.close();
  }
}
