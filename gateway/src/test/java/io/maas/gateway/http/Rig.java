package io.maas.gateway.http;

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
import io.maas.domain.catalog.Secret;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.UsageJournal;
import io.maas.domain.metering.Window;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.cache.ResponseCache;
import io.maas.gateway.identity.IdentityCache;
import io.maas.gateway.metrics.Meters;
import io.maas.gateway.upstream.UpstreamSettings;
import io.maas.http.Listeners;
import io.maas.http.egress.Egress;
import io.maas.store.memory.MemoryQuota;
import io.maas.store.memory.MemoryResponses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A real gateway on a free port, before a scripted engine, with a key and a model or two.
final class Rig implements AutoCloseable {

  static final ModelId MODEL = new ModelId("llm", "granite");
  static final ApiKey KEY = ApiKey.parse("sk-oai-goodKey_goodSecret").orElseThrow();
  static final String KEY_ID = "11111111-1111-4111-8111-111111111111";
  static final String TOKEN = "maas-token-of-alice";
  static final String HELLO =
      "{\"model\":\"granite\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  static final String STREAM = HELLO.replace("{\"model\"", "{\"stream\":true,\"model\"");

  final Vertx vertx = Vertx.vertx();
  final ScriptedUpstream upstream = new ScriptedUpstream(vertx);
  final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  final BlockingQueue<Intent> intents = new LinkedBlockingQueue<>();
  final Map<CredentialHash, Identity> known = new ConcurrentHashMap<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final MemoryQuota quota =
      new MemoryQuota(System::nanoTime, InstantSource.system(), History.NOTHING);
  final ResponseCache responses =
      new ResponseCache(
          new MemoryResponses(10_000_000, this::ticks), () -> Instant.now().plusNanos(aheadNow()));
  final HeldQuota counters = new HeldQuota(quota);
  final Gateway gateway;
  final HttpClient client = HttpClient.newHttpClient();

  /// How far the gateway's ticker is ahead, in nanoseconds.
  final AtomicLong ahead = new AtomicLong();

  volatile boolean storeAway;
  volatile boolean journalFull;
  volatile Snapshot snapshot;
  private final int port;

  Rig(Limit... limits) {
    this(UpstreamSettings.DEFAULTS, limits);
  }

  Rig(UpstreamSettings settings, Limit... limits) {
    this(settings, Counting.NOTHING, limits);
  }

  Rig(UpstreamSettings settings, Counting counting, Limit... limits) {
    this(settings, counting, new Bodies(100_000, Runnable::run), limits);
  }

  /// How large bodies are taken, and where large ones are read.
  record Bodies(int largest, Executor aside) {}

  Rig(UpstreamSettings settings, Counting counting, Bodies bodies, Limit... limits) {
    snapshot = snapshot(List.of(endpoint(upstream.port())), limits);
    known.put(KEY.hash(), new Identity.Known(caller("models-as-a-service/gold")));
    known.put(
        CredentialHash.of(TOKEN),
        new Identity.Known(
            new Principal(
                "default", "alice", List.of("staff", "system:authenticated"), false, null)));
    GatewayPorts ports =
        new GatewayPorts(
            () -> snapshot,
            new IdentityCache(
                identities(),
                InstantSource.system(),
                System::nanoTime,
                1000,
                Duration.ofMinutes(10)),
            counters,
            new RecordingJournal(),
            new Meters(meters, false),
            InstantSource.system(),
            this::ticks,
            new Random(7),
            bodies.aside());
    GatewaySettings defaults = GatewaySettings.defaults("http://gateway");
    gateway =
        new Gateway(
            vertx,
            ports,
            new GatewaySettings(
                defaults.publicUrl(),
                bodies.largest(),
                10L * bodies.largest(),
                Duration.ofSeconds(1),
                settings.by(Egress.WITH_LOOPBACK)),
            counting,
            responses);
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    vertx.runOnContext(_ ->
        Listeners.listen(vertx, "127.0.0.1", 0, null, gateway.onThisEventLoop()::accept)
            .onSuccess(server -> listening.complete(server.actualPort())));
    port = listening.join();
  }

  private long aheadNow() {
    return ahead.get();
  }

  private long ticks() {
    return System.nanoTime() + ahead.get();
  }

  static Limit strict(Unit unit, long amount) {
    return new Limit(
        "gold:" + unit,
        unit,
        amount,
        Window.rolling(Duration.ofMinutes(1)),
        Scope.USER,
        Enforcement.STRICT);
  }

  static Principal caller(String subscription) {
    return new Principal(
        "default",
        "alice",
        List.of("staff", "system:authenticated"),
        false,
        new Principal.KeyBinding(KEY_ID, "laptop", subscription, Instant.MAX));
  }

  static Endpoint endpoint(int port) {
    return new Endpoint(
        "one",
        URI.create("http://127.0.0.1:" + port),
        "ibm/granite",
        "internal",
        new Secret("upstream-secret"),
        1);
  }

  static Snapshot snapshot(List<Endpoint> endpoints, Limit... limits) {
    return snapshot(endpoints, new TokenRules(100, new TokenRules.Template(2, 3, -1)), limits);
  }

  static Snapshot snapshot(List<Endpoint> endpoints, TokenRules tokens, Limit... limits) {
    Model model =
        new Model(
            MODEL,
            "LLMInferenceService",
            "publishers/llm/models/ibm/granite",
            Set.of("ibm/granite", "publishers/llm/models/ibm/granite"),
            endpoints,
            tokens,
            ModelDetails.NONE,
            Instant.EPOCH,
            true);
    return snapshot(model, limits);
  }

  private static Snapshot snapshot(Model model, Limit... limits) {
    Subscription gold =
        new Subscription(
            "models-as-a-service",
            "gold",
            Subscription.Display.NONE,
            Subscription.Phase.ACTIVE,
            1,
            new Subjects(Set.of("staff"), Set.of()),
            Map.of(MODEL, new Grant(List.of(limits), null)),
            null,
            Intent.Attribution.NONE,
            null);
    AccessPolicy policy =
        new AccessPolicy(
            "models-as-a-service/all", new Subjects(Set.of("system:authenticated"), Set.of()));
    return new Snapshot(
        1, "default", List.of(model), List.of(gold), Map.of(MODEL, List.of(policy)));
  }

  /// The same, whose model is served like this.
  static Snapshot served(Snapshot snapshot, Serving serving) {
    Model model = snapshot.model(MODEL).orElseThrow();
    Model other =
        new Model(
            model.id(),
            model.kind(),
            model.publishedId(),
            model.aliases(),
            model.endpoints(),
            model.tokens(),
            model.details(),
            model.createdAt(),
            model.ready(),
            serving);
    return snapshot(other);
  }

  /// Returns when the gateway has looked after what is late or silent so often.
  void looks(int times) {
    for (int i = 0; i < times; i++) {
      CompletableFuture<Void> looked = new CompletableFuture<>();
      vertx.setTimer(500, _ -> looked.complete(null));
      looked.join();
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder withKey(String path) {
    return to(path).header("Authorization", "Bearer " + KEY.reveal());
  }

  HttpResponse<String> chat(String body) {
    return send(withKey("/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  int port() {
    return port;
  }

  /// What the journal was told of the next request.
  Intent intent() {
    return Objects.requireNonNull(intents.poll(), "no intent");
  }

  Outcome outcome() {
    try {
      Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
      if (outcome == null) {
        throw new IllegalStateException("no outcome within 10 s");
      }
      return outcome;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Identities identities() {
    return new Identities() {
      @Override
      public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
        return find(hash);
      }

      @Override
      public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
        return find(CredentialHash.of(token.text()));
      }

      private CompletionStage<Identity> find(CredentialHash hash) {
        return storeAway
            ? CompletableFuture.failedFuture(new IOException("away"))
            : CompletableFuture.completedFuture(known.getOrDefault(hash, new Identity.Unknown()));
      }
    };
  }

  @Override
  public void close() {
    client.close();
    upstream.close();
    vertx.close().await();
  }

  private final class RecordingJournal implements UsageJournal {
    @Override
    public boolean begin(Intent intent, String trace) {
      return !journalFull && intents.add(intent);
    }

    @Override
    public void end(Outcome outcome) {
      outcomes.add(outcome);
    }
  }

  /// Runs something on the gateway's side of the fence.
  void with(Consumer<Gateway> act) {
    act.accept(gateway);
  }
}
