package io.maas.bench.control;

import io.maas.bench.process.Child;
import io.maas.bench.process.FreePort;
import io.maas.bench.process.WorkFolder;
import io.maas.control.job.StatusWriter;
import io.maas.control.resource.Yaml;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.protocol.json.Json;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// `maas bench control`: lists, searches, mints and changes, over HTTP, in an installation that is
/// full. Control and a gateway are processes of their own on one database.
public final class ControlBench {

  /// The flags.
  public static final String USAGE = Size.USAGE;

  private static final int ASKED = 200;
  private static final int CHANGES = 20;
  private static final int COMPILED = 100;
  private static final long LOOK_NANOS = 2_000_000;
  private static final int POOL = 4;

  private final Size size;

  private ControlBench(Size size) {
    this.size = size;
  }

  /// Reads flags; refuses what it does not know.
  public static ControlBench of(List<String> flags) {
    return new ControlBench(Size.of(flags));
  }

  /// Runs all of it, and prints a line for each thing that was asked.
  public void run(PrintStream out) throws IOException {
    SecureRandom random = new SecureRandom();
    try (WorkFolder folder = WorkFolder.create("maas-bench-control-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.path(), random)) {
      PostgresSettings settings = postgres.settings(POOL);
      try (PostgresDatabase database = PostgresDatabase.open(settings)) {
        long before = System.nanoTime();
        Population.Tokens tokens = new Population(database, settings, random).fill(size);
        out.printf(
            "%s, made in %d s%n%n", size.line(), (System.nanoTime() - before) / 1_000_000_000);
        head(out);
        compile(out, database);
        serve(out, folder.path(), postgres.uri(), tokens);
      }
    }
  }

  private static void head(PrintStream out) {
    out.printf("| %-58s | %8s | %8s | %8s | %5s |%n", "what", "p50 ms", "p95 ms", "most", "times");
    out.println("| --- | --- | --- | --- | --- |");
  }

  /// As control does it: what is said of each resource is written, and then one of them changes.
  private void compile(PrintStream out, PostgresDatabase database) {
    Surroundings surroundings =
        new Surroundings(
            Population.TENANT, false, (_, _, _) -> Optional.empty(), Yaml::tree, "http://gateway");
    Compiler compiler = new Compiler();
    Resources resources = database.resources();
    Compilation first =
        compiler.compile(1, resources.list(Selection.ALL), surroundings, Instant.EPOCH);
    new StatusWriter(resources).accept(first.statuses());
    AtomicInteger turn = new AtomicInteger();
    Runnable change = () -> change(resources, turn.incrementAndGet());
    out.println(
        Timing.of(
                "resources read from the database after one change",
                COMPILED,
                change,
                () -> resources.list(Selection.ALL))
            .line());
    out.println(
        Timing.of(
                "resources read, and compiled into a snapshot, after one change",
                COMPILED,
                change,
                () ->
                    check(
                        compiler
                                .compile(
                                    2, resources.list(Selection.ALL), surroundings, Instant.EPOCH)
                                .snapshot()
                                .subscriptions()
                                .count()
                            == size.subscriptions()))
            .line());
    out.println(
        Timing.of(
                "the same by a program that just started",
                CHANGES,
                () ->
                    new Compiler()
                        .compile(3, resources.list(Selection.ALL), surroundings, Instant.EPOCH))
            .line());
  }

  private void change(Resources resources, int turn) {
    ResourceKey key =
        new ResourceKey(
            Kind.SUBSCRIPTION, Population.TENANT, "subscription-" + turn % size.subscriptions());
    Resource known = resources.find(key).orElseThrow();
    resources.put(known.with(Map.of("spec", Population.changed(turn, turn, size))));
  }

  private static void check(boolean fact) {
    if (!fact) {
      throw new IllegalStateException("something is missing (expected: all that was made)");
    }
  }

  private void serve(PrintStream out, Path folder, String postgres, Population.Tokens tokens)
      throws IOException {
    int port = FreePort.next();
    int gatewayPort = FreePort.next();
    try (Child control = start("control", folder, port, postgres);
        Child gateway = start("gateway", folder, gatewayPort, postgres);
        Api api = new Api("http://127.0.0.1:" + port);
        Api calls = new Api("http://127.0.0.1:" + gatewayPort)) {
      control.awaitPort(port);
      gateway.awaitPort(gatewayPort);
      questions(api, tokens).forEach(timing -> out.println(timing.line()));
      out.println(published(api, calls, tokens).line());
    }
  }

  private static Child start(String role, Path folder, int port, String postgres)
      throws IOException {
    return Child.start(
        role,
        folder,
        List.of(
            Path.of(System.getProperty("maas.root"), "maas").toString(),
            "up",
            "--role",
            role,
            "--port",
            Integer.toString(port),
            "--management-port",
            "0",
            "--data",
            folder.resolve(role).toString(),
            "--postgres",
            postgres),
        Map.of("MAAS_NO_BUILD", "1"));
  }

  private List<Timing> questions(Api api, Population.Tokens tokens) {
    String search = "/maas-api/v1/api-keys/search";
    AtomicInteger next = new AtomicInteger();
    List<Timing> timings = new ArrayList<>();
    timings.add(asked("anchor: GET /health", api, "GET", "/maas-api/health", tokens.admin(), null));
    timings.add(
        asked(
            "GET /api-keys, a user's own",
            api,
            "GET",
            "/maas-api/v1/api-keys",
            tokens.user(),
            null));
    timings.add(asked("search, a user's own", api, "POST", search, tokens.user(), "{}"));
    timings.add(asked("search, everybody's newest", api, "POST", search, tokens.admin(), "{}"));
    timings.add(
        asked(
            "search by a part of the name",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"filters\":{\"nameContains\":\"c0ffe\"}}"));
    timings.add(
        asked(
            "search by a part of the description",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"filters\":{\"descriptionContains\":\"the 4711th\"}}"));
    timings.add(
        asked(
            "search by label",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"filters\":{\"labelsContain\":{\"team\":\"team-42\"}}}"));
    timings.add(
        asked(
            "search by subscription, last used first",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"filters\":{\"subscription\":\"subscription-7\"},\"sort\":{\"by\":\"last_used_at\"}}"));
    timings.add(
        asked(
            "search, everybody's, last used first",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"sort\":{\"by\":\"last_used_at\"}}"));
    timings.add(
        asked(
            "search of the expired ones",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"filters\":{\"status\":[\"expired\"]}}"));
    timings.add(
        asked(
            "search of the active ones by name, the 1 000th page",
            api,
            "POST",
            search,
            tokens.admin(),
            "{\"filters\":{\"status\":[\"active\"]},\"sort\":{\"by\":\"name\"},"
                + "\"pagination\":{\"limit\":50,\"offset\":"
                + size.keys() / 2
                + "}}"));
    timings.add(
        asked("GET /users", api, "GET", "/maas-api/v1/users?limit=50", tokens.admin(), null));
    timings.add(
        asked(
            "GET /subscriptions, a user's",
            api,
            "GET",
            "/maas-api/v1/subscriptions",
            tokens.user(),
            null));
    timings.add(
        asked("GET /models, a user's", api, "GET", "/maas-api/v1/models", tokens.user(), null));
    timings.add(
        Timing.of(
            "mint",
            ASKED,
            () ->
                api.ask(
                    "POST",
                    "/maas-api/v1/api-keys",
                    tokens.user(),
                    "{\"name\":\"fresh " + next.incrementAndGet() + "\"}")));
    return timings;
  }

  private static Timing asked(
      String what,
      Api api,
      String method,
      String path,
      String token,
      @org.jspecify.annotations.Nullable String body) {
    return Timing.of(what, ASKED, () -> api.ask(method, path, token, body));
  }

  /// From the moment at which a change is sent until a gateway acts by it: the subscription of a
  /// key gets a model more or less, and the gateway's list for that key says so.
  private Timing published(Api api, Api gateway, Population.Tokens tokens) {
    int subscription = 7;
    String key =
        text(
            api.ask(
                "POST",
                "/maas-api/v1/api-keys",
                tokens.user(),
                "{\"name\":\"seen\",\"subscription\":\"subscription-" + subscription + "\"}"),
            "key");
    AtomicInteger turn = new AtomicInteger();
    return Timing.of(
        "a change, until a gateway acts by it",
        CHANGES,
        () -> {
          int model = 100 + turn.incrementAndGet();
          api.ask(
              "POST",
              "/maas-api/v1/resources/apply",
              tokens.admin(),
              document(subscription, model));
          await(gateway, key, "\"llm/model-" + model % size.models() + "\"");
        });
  }

  private String document(int subscription, int model) {
    try {
      return Json.MAPPER.writeValueAsString(
          Map.of(
              "apiVersion",
              "maas.opendatahub.io/v1alpha1",
              "kind",
              "MaaSSubscription",
              "metadata",
              Map.of("name", "subscription-" + subscription, "namespace", Population.TENANT),
              "spec",
              Population.changed(subscription, model, size)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Api gateway, String key, String model) {
    while (!gateway.ask("GET", "/v1/models", key, null).contains(model)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static String text(String json, String field) {
    try {
      return Json.MAPPER.readTree(json).path(field).asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
