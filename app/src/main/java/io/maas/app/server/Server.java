package io.maas.app.server;

import io.maas.control.job.EphemeralKeyCleanup;
import io.maas.control.job.StatusWriter;
import io.maas.control.resource.Yaml;
import io.maas.domain.resource.SnapshotFeed;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.http.Management;
import io.maas.store.file.SecretFiles;
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
import java.nio.file.Files;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running process. Everything that it is made of is opened here, in order, and closed in the
/// opposite one: clients first, so that streams end and the journal is flushed while the database
/// is still there.
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Undo undo;
  private final Facts facts;

  private Server(Undo undo, Facts facts) {
    this.undo = undo;
    this.facts = facts;
  }

  /// Where everything is.
  ///
  /// @param url the root for clients
  /// @param managementUrl the root for operators
  /// @param postgresUrl the database, with its credentials
  /// @param simulatorUrl where the demo's models answer, if there are any
  public record Facts(
      String url, String managementUrl, String postgresUrl, @Nullable String simulatorUrl) {}

  /// Starts everything, or nothing.
  ///
  /// @param progress told of each long step
  public static Server start(ServerSettings settings, Consumer<String> progress)
      throws IOException {
    Undo undo = new Undo();
    try {
      return new Server(undo, open(settings, Clocks.system(), progress, undo));
    } catch (IOException | RuntimeException e) {
      undo.close();
      throw e;
    }
  }

  private static Facts open(
      ServerSettings settings, Clocks clocks, Consumer<String> progress, Undo undo)
      throws IOException {
    Files.createDirectories(settings.data());
    int cores = Runtime.getRuntime().availableProcessors();
    Vertx vertx =
        settings.transport().start(new VertxOptions().setEventLoopPoolSize(Math.max(2, cores)));
    undo.add("event loops", () -> vertx.close().await(10, TimeUnit.SECONDS));
    ExecutorService aside = undo.closing("look-ups", Executors.newVirtualThreadPerTaskExecutor());
    ScheduledExecutorService jobs =
        undo.closing(
            "jobs",
            Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().daemon().name("job-", 0).factory()));

    progress.accept(settings.postgres() == null ? "starting PostgreSQL" : "opening PostgreSQL");
    Stores stores = Stores.open(settings, undo);
    int port = settings.port() == 0 ? FreePort.on(settings.host()) : settings.port();
    String url = settings.urlAt(port);
    SnapshotFeed feed = undo.closing("snapshots", feed(settings, stores, clocks, jobs, url));

    PrometheusMeterRegistry registry = registry(undo);
    Management management = new Management(registry);
    GatewayRole gateway = null;
    if (settings.roles().contains(Role.GATEWAY)) {
      progress.accept("opening the journal");
      gateway =
          GatewayRole.open(vertx, settings, url, stores, feed, clocks, registry, aside, jobs, undo);
      management.requires("journal", ready(gateway));
    }
    management.requires("notices", stores.notices()::connected);
    ControlRole control = null;
    if (settings.roles().contains(Role.CONTROL)) {
      control = ControlRole.open(vertx, url, stores, feed, clocks);
      var _ = new EphemeralKeyCleanup(stores.database().apiKeys(), clocks.dates()).schedule(jobs);
    }

    String simulatorUrl = settings.demo() ? Demo.simulator(vertx, settings, undo) : null;
    listen(vertx, settings, port, cores, gateway, control, undo);
    int managementPort =
        management.listen(vertx, settings.host(), settings.managementPort()).await().actualPort();
    Facts facts =
        new Facts(
            url, "http://" + settings.host() + ":" + managementPort, stores.url(), simulatorUrl);
    if (control != null) {
      Setup.run(settings, facts, stores, feed, clocks, progress);
    }
    LOG.atInfo()
        .setMessage("listening")
        .addKeyValue("url", url)
        .addKeyValue("transport", settings.transport())
        .addKeyValue("event_loops", cores)
        .log();
    return facts;
  }

  private static BooleanSupplier ready(GatewayRole gateway) {
    return () -> !gateway.journal().state().refusing();
  }

  private static SnapshotFeed feed(
      ServerSettings settings,
      Stores stores,
      Clocks clocks,
      ScheduledExecutorService jobs,
      String url) {
    Surroundings surroundings =
        new Surroundings(
            ServerSettings.TENANT,
            settings.allowLoopback(),
            new SecretFiles(settings.data().resolve("secrets")),
            Yaml::tree,
            url);
    boolean writesStatus = settings.roles().contains(Role.CONTROL);
    StatusWriter statuses = new StatusWriter(stores.database().resources());
    return SnapshotFeed.start(
        stores.database().resources(),
        stores.notices(),
        (version, all) -> Compiler.compile(version, all, surroundings, clocks.dates().instant()),
        new SnapshotFeed.Listeners(
            writesStatus ? statuses : _ -> {},
            e -> LOG.atWarn().setMessage("the snapshot stays as it was").setCause(e).log()),
        jobs);
  }

  private static void listen(
      Vertx vertx,
      ServerSettings settings,
      int port,
      int cores,
      @Nullable GatewayRole gateway,
      @Nullable ControlRole control,
      Undo undo) {
    String deployment =
        vertx
            .deployVerticle(
                () ->
                    new FrontDoor(
                        settings.host(),
                        port,
                        settings.tls(),
                        gateway == null ? null : gateway.gateway(),
                        control),
                new DeploymentOptions().setInstances(cores))
            .await();
    undo.add("listener", () -> vertx.undeploy(deployment).await(40, TimeUnit.SECONDS));
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
