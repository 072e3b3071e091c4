package io.maas.gateway.http;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.cache.ResponseStore;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.metering.Usage;
import io.maas.domain.notice.Notice;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.admission.Demands;
import io.maas.gateway.admission.LoopGuard;
import io.maas.gateway.admission.PromptCounter;
import io.maas.gateway.admission.TypicalOutput;
import io.maas.gateway.cache.ResponseCache;
import io.maas.gateway.routing.Health;
import io.maas.gateway.routing.RetryBudget;
import io.maas.gateway.routing.Route;
import io.maas.gateway.upstream.Upstream;
import io.maas.http.Headers;
import io.maas.http.Hearing;
import io.maas.http.RequestIds;
import io.maas.http.ShownCredential;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The data plane. Every route is in [#handle]; the path of an inference is in [Exchange].
public final class Gateway {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final GatewayPorts ports;
  private final GatewaySettings settings;
  private final RequestIds ids;
  private final BodyBudget bodies;
  private final TypicalOutput typical = new TypicalOutput();
  private final Demands demands = new Demands(typical);
  private final PromptCounter prompts;
  private final Duration countingPatience;
  private final Discovery discovery;
  private final Health health;
  private final LoopGuard loopGuard;
  private final ResponseCache responses;
  private final RetryBudget retries = new RetryBudget();
  private final List<EventLoop> loops = new CopyOnWriteArrayList<>();

  /// A gateway to which bytes are the only measure of prompts.
  public Gateway(Vertx vertx, GatewayPorts ports, GatewaySettings settings) {
    this(vertx, ports, settings, Counting.NOTHING);
  }

  /// A gateway that gives no answer twice.
  ///
  /// @param counting what prompts are counted with
  public Gateway(Vertx vertx, GatewayPorts ports, GatewaySettings settings, Counting counting) {
    this(vertx, ports, settings, counting, new ResponseCache(ResponseStore.NOTHING, ports.clock()));
  }

  /// @param counting what prompts are counted with
  /// @param responses what was answered before
  public Gateway(
      Vertx vertx,
      GatewayPorts ports,
      GatewaySettings settings,
      Counting counting,
      ResponseCache responses) {
    this.vertx = vertx;
    this.ports = ports;
    this.settings = settings;
    this.ids = new RequestIds(ports.clock(), ports.random());
    this.bodies = new BodyBudget(settings.bytesInFlight());
    this.discovery = new Discovery(ports, settings.publicUrl());
    this.prompts = new PromptCounter(counting, ports.ticker());
    this.countingPatience = counting.patience();
    this.health = new Health(ports.ticker());
    this.responses = responses;
    this.loopGuard = new LoopGuard(ports.ticker());
    ports.identities().tellMissed(this::take);
  }

  /// Makes a handler for the event loop that this is called on; to be called once on each.
  public Consumer<HttpServerRequest> onThisEventLoop() {
    Context context = Objects.requireNonNull(vertx.getOrCreateContext());
    Upstream upstream = new Upstream(vertx, settings.upstream(), ports.ticker(), ports.clock());
    EventLoop loop = new EventLoop(vertx, context, upstream, ports.ticker());
    loops.add(loop);
    return request -> handle(loop, request);
  }

  private void handle(EventLoop loop, HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    Tenants tenants = ports.snapshots().tenants();
    String tenant = tenants.at(tenants.haveHosts() ? host(request) : null, path);
    switch (Route.of(request.method().name(), Tenants.below(path))) {
      case Route.Inference inference ->
          new Exchange(this, loop, request, new Addressed(tenant, inference)).start();
      case Route.Models(var model) ->
          discovery.answer(loop, request, tenant, reply(request), new Discovery.Listing(model));
      case Route.OneModel(String id) ->
          discovery.answer(loop, request, tenant, reply(request), new Discovery.Single(id));
      case Route.Hello _ -> {
        Refusal posing = ShownCredential.posing(request.headers());
        if (posing == null) {
          request.response().end();
        } else {
          reply(request).refuse(posing, request.version(), true);
        }
      }
      case Route.None _ -> {
        Refusal posing = ShownCredential.posing(request.headers());
        Refusal unknown = new Refusal.UnknownRoute(request.method().name(), path);
        reply(request).refuse(posing == null ? unknown : posing, request.version(), true);
      }
    }
  }

  private static @Nullable String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority == null ? null : authority.host();
  }

  /// Ends what a notice makes end: the streams of a revoked key. Revocations that were missed come
  /// here too, when they are found out.
  public void take(Notice notice) {
    ports.identities().take(notice);
    switch (notice) {
      case Notice.KeyRevoked(String keyId) ->
          revoke(caller -> caller.key() != null && caller.key().keyId().equals(keyId));
      case Notice.ResourcesChanged _ -> health.keep(endpoints());
      case Notice.UserChanged _, Notice.EpochChanged _, Notice.Resynchronised _ -> {
        // a stream that was admitted is served; its exchange asks about who is doubted
      }
    }
  }

  private Set<Endpoint> endpoints() {
    return ports
        .snapshots()
        .all()
        .flatMap(Snapshot::models)
        .flatMap(model -> model.endpoints().stream())
        .collect(Collectors.toSet());
  }

  /// How many exchanges run.
  public int running() {
    return loops.stream().mapToInt(EventLoop::running).sum();
  }

  /// Counts prompts, and knows how they were counted.
  public PromptCounter prompts() {
    return prompts;
  }

  /// How long an engine may take to count.
  Duration countingPatience() {
    return countingPatience;
  }

  GatewayPorts ports() {
    return ports;
  }

  GatewaySettings settings() {
    return settings;
  }

  BodyBudget bodies() {
    return bodies;
  }

  Demands demands() {
    return demands;
  }

  Health health() {
    return health;
  }

  LoopGuard loopGuard() {
    return loopGuard;
  }

  ResponseCache responses() {
    return responses;
  }

  RetryBudget retries() {
    return retries;
  }

  /// Learns from an answer whose usage was told.
  void learn(Admitted admitted, Usage usage) {
    String model = admitted.intent().model();
    typical.learn(model, usage.output().orElse(0));
    prompts.learn(model, admitted.request().inference().prompt(), usage.input().orElse(0));
  }

  UUID newId() {
    return ids.next();
  }

  /// Does something long off the event loop.
  <T> CompletionStage<T> aside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, ports.aside());
  }

  void report(UUID id, String message, Throwable error) {
    LOG.atWarn().setMessage(message).addKeyValue("request_id", id).setCause(error).log();
  }

  private Reply reply(HttpServerRequest request) {
    String clientId = RequestIds.acceptable(request.getHeader(Headers.X_REQUEST_ID));
    return new Reply(
        request.response(),
        newId().toString(),
        clientId,
        ports.clock(),
        Forms.of(request),
        Hearing.of(request.headers()));
  }

  private void revoke(Predicate<Principal> callers) {
    loops.forEach(loop -> loop.revoke(callers));
  }
}
