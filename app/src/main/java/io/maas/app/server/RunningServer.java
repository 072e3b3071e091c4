package io.maas.app.server;

import io.maas.app.config.MaasConfig;
import io.maas.app.data.DemoFacts;
import io.maas.app.start.Progress;
import io.maas.app.start.ReadyBanner;
import io.maas.control.job.StatusWriter;
import io.maas.control.resource.Yaml;
import io.maas.control.tenant.TenantUpkeep;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.resource.GrantedOwners;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.SnapshotFeed;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.gateway.admission.Counting;
import io.maas.gateway.tokenizer.TokenizerPool;
import io.maas.gateway.tokenizer.TokenizerShelf;
import io.maas.http.Management;
import io.maas.http.NativeTransport;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running process. Everything that it is made of is opened here, in order, and closed in the
/// opposite one: clients first, so that streams end and the journal is flushed while the database
/// is still there.
public final class RunningServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  /// The prompts that wait to be counted; the next is bounded by its bytes.
  private static final int PROMPTS_WAITING = 64;

  /// What closing takes once nothing runs any more.
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Undo undo;
  private final Facts facts;

  private RunningServer(Undo undo, Facts facts) {
    this.undo = undo;
    this.facts = facts;
  }

  /// Where everything is.
  ///
  /// @param url the root for clients
  /// @param managementUrl the root for operators
  /// @param internalUrl the root of control's internal endpoints, if there is control
  /// @param postgresUrl the database, with its credentials
  /// @param simulatorUrl where the demo's models answer, if there are any
  /// @param transport how sockets are driven
  public record Facts(
      String url,
      String managementUrl,
      @Nullable String internalUrl,
      String postgresUrl,
      @Nullable String simulatorUrl,
      String transport) {}

  /// Starts everything, or nothing.
  ///
  /// @param progress told of each long step
  public static RunningServer start(MaasConfig config, Progress progress) throws IOException {
    Undo undo = new Undo();
    try {
      return new RunningServer(undo, open(config, Clocks.system(), progress, undo));
    } catch (IOException | RuntimeException e) {
      undo.close();
      throw e;
    }
  }

  private static Facts open(MaasConfig config, Clocks clocks, Progress progress, Undo undo)
      throws IOException {
    NativeTransport transport = transport(config);
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx vertx = transport.start(new VertxOptions().setEventLoopPoolSize(Math.max(2, cores)));
    undo.add("event loops", () -> vertx.close().await(10, TimeUnit.SECONDS));
    ExecutorService aside = undo.closing("look-ups", Executors.newVirtualThreadPerTaskExecutor());
    ScheduledExecutorService jobs =
        undo.closing(
            "jobs",
            Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("job-", 0).factory()));

    progress.say(config.postgres() == null ? "starting PostgreSQL" : "opening PostgreSQL");
    Stores stores = Stores.open(config, clocks.secrets(), jobs, undo);
    int port = config.port() == 0 ? FreePort.on(config.host()) : config.port();
    String url = urlAt(config, port);
    TokenizerShelf tokenizers = tokenizers(config);
    String simulatorUrl = config.simulates() ? Demo.simulator(vertx, config, undo) : null;
    URI inference = config.inference().place(simulatorUrl);
    SnapshotFeed feed =
        undo.closing(
            "snapshots", feed(config, stores, clocks, jobs, url, tokenizers, inference, undo));

    Believing believing = Believing.open(vertx, config, stores, feed, clocks, aside, undo);
    PrometheusMeterRegistry registry = registry(undo);
    Management management = new Management(registry);
    GatewayRole gateway = null;
    if (config.role().hasGateway()) {
      progress.say("opening the journal");
      gateway =
          GatewayRole.open(
              vertx,
              config,
              url,
              stores,
              believing,
              feed,
              clocks,
              registry,
              aside,
              jobs,
              Counting.with(
                  tokenizers::find,
                  undo.closing(
                      "tokenizers", TokenizerPool.open(Math.max(1, cores / 2), PROMPTS_WAITING))),
              undo);
      GatewayCounters counters = gateway.counters();
      management.requires("gateway", gateway::need);
      management.requires("counters", () -> counters.need(feed));
    }
    ControlRole control = null;
    if (config.role().hasControl()) {
      GatewayCounters counters = gateway == null ? null : gateway.counters();
      control =
          ControlRole.open(
              vertx, config, url, stores, believing, feed, clocks, counters, aside, undo);
      TenantUpkeep tenants = control.upkeep(stores, clocks);
      tenants.bootstrap();
      tenants.schedule(jobs, stores.notices());
      ControlJobs.measure(control.jobs(), registry);
      var _ = control.jobs().schedule(jobs);
    }

    String internalUrl =
        control == null ? null : InternalDoor.open(vertx, config.internal(), control, undo);
    if (gateway != null) {
      gateway.counters().awaitAgreement();
    }
    listen(vertx, config, port, cores, gateway, control, clocks, management, undo);
    int managementPort =
        management.listen(vertx, config.host(), config.managementPort()).await().actualPort();
    Facts facts =
        new Facts(
            url,
            "http://" + config.host() + ":" + managementPort,
            internalUrl,
            stores.url(),
            simulatorUrl,
            transport.toString());
    DemoFacts demo =
        control == null
            ? null
            : Setup.run(config, facts, stores, control, feed, clocks, progress, undo);
    LOG.atInfo()
        .setMessage("listening")
        .addKeyValue("url", url)
        .addKeyValue("transport", transport)
        .addKeyValue("event_loops", cores)
        .log();
    progress.ready(
        new ReadyBanner(
            facts.url(), facts.managementUrl(), config.data(), facts.transport(), demo));
    return facts;
  }

  private static NativeTransport transport(MaasConfig config) {
    return NativeTransport.named(config.transport())
        .filter(NativeTransport::isAvailable)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "transport: "
                    + config.transport()
                    + " is not available here (expected: "
                    + NativeTransport.best()
                    + ", or auto)"));
  }

  /// The root under which clients reach it.
  private static String urlAt(MaasConfig config, int port) {
    String shown = config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host();
    return (config.tls() == null ? "http://" : "https://") + shown + ":" + port;
  }

  /// A process without a gateway says what is wrong with tokenizers, and keeps none.
  private static TokenizerShelf tokenizers(MaasConfig config) {
    Path directory = config.data().resolve("tokenizers");
    return config.role().hasGateway()
        ? TokenizerShelf.in(directory)
        : TokenizerShelf.checking(directory);
  }

  private static SnapshotFeed feed(
      MaasConfig config,
      Stores stores,
      Clocks clocks,
      ScheduledExecutorService jobs,
      String url,
      TokenizerShelf tokenizers,
      @Nullable URI inference,
      Undo undo)
      throws IOException {
    Surroundings surroundings =
        new Surroundings(
            Tenant.DEFAULT,
            config.knownHostsOnly() ? Tenants.NOBODY : Tenant.DEFAULT,
            config.allowLoopback(),
            (_, _, _) -> Optional.empty(),
            Yaml::tree,
            url,
            tokenizers,
            inference);
    boolean writesStatus = config.role().hasControl();
    StatusWriter statuses = new StatusWriter(stores.database().resources());
    SecretPlaces secrets = SecretPlaces.of(config, stores, clocks, undo);
    AccessRequests requests = stores.database().accessRequests();
    SnapshotFeed feed =
        SnapshotFeed.start(
            stores.database().resources(),
            stores.notices(),
            (version, all) -> {
              Instant now = clocks.dates().instant();
              List<Resource> granted = GrantedOwners.in(all, requests.granted(null, now));
              return Compiler.compile(version, granted, surroundings.with(secrets.current()), now);
            },
            new SnapshotFeed.Listeners(
                writesStatus ? statuses : _ -> {},
                e -> LOG.atWarn().setMessage("the snapshot stays as it was").setCause(e).log()),
            jobs);
    secrets.watch(feed, jobs);
    return feed;
  }

  private static void listen(
      Vertx vertx,
      MaasConfig config,
      int port,
      int cores,
      @Nullable GatewayRole gateway,
      @Nullable ControlRole control,
      Clocks clocks,
      Management management,
      Undo undo) {
    String deployment =
        vertx
            .deployVerticle(
                () ->
                    new FrontDoor(
                        config.host(),
                        port,
                        config.tls(),
                        config.farewell(),
                        clocks.ticker(),
                        gateway == null ? null : gateway.gateway(),
                        control),
                new DeploymentOptions().setInstances(cores))
            .await();
    long patience = config.farewell().ending().plus(CLOSING).toMillis();
    undo.add(
        "listener",
        () -> {
          management.drain();
          vertx.undeploy(deployment).await(patience, TimeUnit.MILLISECONDS);
        });
  }

  private static PrometheusMeterRegistry registry(Undo undo) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    undo.closing("GC metrics", new JvmGcMetrics()).bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }

  /// Where everything is.
  public Facts facts() {
    return facts;
  }

  @Override
  public void close() {
    undo.close();
  }
}
