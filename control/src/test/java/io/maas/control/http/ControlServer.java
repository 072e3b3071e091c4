package io.maas.control.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.maas.control.ControlPorts;
import io.maas.control.ControlSettings;
import io.maas.control.LoginPorts;
import io.maas.control.audit.AuditTrail;
import io.maas.control.call.Json;
import io.maas.control.job.EphemeralKeyCleanup;
import io.maas.control.job.JobRunner;
import io.maas.control.job.StatusWriter;
import io.maas.control.membership.KeyReviews;
import io.maas.control.resource.Yaml;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Role;
import io.maas.domain.access.Users.User;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.metering.History;
import io.maas.domain.notice.Notice;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.GrantedOwners;
import io.maas.domain.resource.InferencePlaces;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.http.ClientAddresses;
import io.maas.store.memory.MemoryQuota;
import io.maas.testkit.access.InMemoryAccessRequests;
import io.maas.testkit.access.InMemoryApiKeys;
import io.maas.testkit.access.InMemoryIdentities;
import io.maas.testkit.access.InMemoryMemberships;
import io.maas.testkit.access.InMemoryPasswords;
import io.maas.testkit.access.InMemorySessions;
import io.maas.testkit.access.InMemorySignInAttempts;
import io.maas.testkit.access.InMemoryUsers;
import io.maas.testkit.access.ScriptedSignIn;
import io.maas.testkit.api.Documented;
import io.maas.testkit.api.HeldToTheDocument;
import io.maas.testkit.audit.InMemoryAuditLog;
import io.maas.testkit.expiry.InMemoryExpiryNotices;
import io.maas.testkit.job.InMemoryJobBook;
import io.maas.testkit.ledger.ScriptedBookkeeping;
import io.maas.testkit.metering.FakeTicker;
import io.maas.testkit.metering.InMemoryEpochs;
import io.maas.testkit.resource.InMemoryResources;
import io.maas.testkit.secret.InMemorySecretStore;
import io.maas.testkit.usage.InMemoryLedger;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// The control plane on a free port of this machine, over ports in memory.
public final class ControlServer implements AutoCloseable {

  /// When all of it happens, unless a test says otherwise.
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  public static final String TENANT = "models-as-a-service";
  public static final String GATEWAY = "https://maas.example";
  public static final int MAX_BODY = 64 * 1024;

  /// A group that makes platform admins.
  public static final String PLATFORM_GROUP = "platform-team";

  private static final JsonMapper JSON = new JsonMapper();

  public final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  public final InMemoryApiKeys keys = new InMemoryApiKeys();
  public final InMemoryUsers users = new InMemoryUsers(keys, this::announced);
  public final InMemoryMemberships memberships = new InMemoryMemberships(keys, users, _ -> {});
  public final InMemoryIdentities identities = new InMemoryIdentities(keys, users, now::get);
  public final InMemoryResources resources = new InMemoryResources(now::get);
  public final InMemoryLedger ledger = new InMemoryLedger();
  public final FakeTicker ticker = new FakeTicker();
  public final MemoryQuota quota = new MemoryQuota(ticker, now::get, History.NOTHING);
  public final ScriptedBookkeeping books = new ScriptedBookkeeping();
  public final InMemorySecretStore secrets = new InMemorySecretStore(now::get);
  public final InMemoryAccessRequests requests = new InMemoryAccessRequests();
  public final InMemoryAuditLog audit = new InMemoryAuditLog();
  public final InMemoryEpochs epochs = new InMemoryEpochs(now::get, _ -> false);
  public final ControlSettings settings =
      new ControlSettings(
          GATEWAY,
          MAX_BODY,
          Set.of(PLATFORM_GROUP),
          ClientAddresses.parse("127.0.0.1").orElseThrow(),
          Map.of(CredentialHash.of("token-of-files"), "files"));
  public final InMemoryJobBook jobs = new InMemoryJobBook();
  public final InMemoryPasswords passwords = new InMemoryPasswords(users);
  public final InMemorySessions sessions = new InMemorySessions();
  public final ScriptedSignIn issuers = new ScriptedSignIn();
  public final InMemorySignInAttempts attempts = new InMemorySignInAttempts();
  public final ControlPorts ports;
  public final String admin;
  public final ControlApi api;

  public final Snapshots snapshots;

  private final HeldToTheDocument documented;
  private final Compiler compiler = new Compiler();
  private final Surroundings surroundings =
      new Surroundings(TENANT, true, (_, _, _) -> Optional.empty(), Yaml::tree, GATEWAY)
          .withInference(InferencePlaces.allAt(URI.create("http://127.0.0.1:9")));

  private final SecureRandom random = new SecureRandom();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final HttpServer server;
  private final HttpServer internal;
  private final HeldToTheDocument documentedInternal;
  private final ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor();

  private ControlServer(UnaryOperator<ControlPorts> change) throws Exception {
    snapshots = new Compiled(this::compile);
    ports =
        change.apply(
            new ControlPorts(
                keys,
                users,
                resources,
                ledger,
                books,
                epochs,
                identities,
                snapshots,
                now::get,
                random,
                quota,
                audit,
                secrets,
                new JobRunner(
                    List.of(EphemeralKeyCleanup.of(keys, now::get)), jobs, "here", now::get, aside),
                new InMemoryExpiryNotices(keys),
                new LoginPorts(passwords, passwords, sessions, issuers, attempts, memberships),
                requests));
    api = ControlApi.create(vertx, ports, settings);
    documented = held(Routes.of(ports, settings));
    internal = listen(ControlApi.internal(vertx, ports, settings));
    documentedInternal = held(InternalRoutes.of(ports, settings));
    server = listen(api);
    admin = token("root", Set.of(Role.PLATFORM_ADMIN));
  }

  private static HeldToTheDocument held(List<Route> routes) {
    return new HeldToTheDocument(Documented.read(Json.write(OpenApi.of(routes, "http://here"))));
  }

  private HttpServer listen(Handler<HttpServerRequest> handler) throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /// A request to the internal listener.
  public HttpRequest.Builder inside(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + internal.actualPort() + path))
            .timeout(Duration.ofSeconds(10));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  /// Posts JSON to the internal listener; its quotes may be single ones.
  public Answer postInside(String path, String json) {
    return sendInside(inside(path).POST(body(json)));
  }

  /// Sends to the internal listener, and holds the answer against its document.
  public Answer sendInside(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Answer answer = sendOnly(request);
    documentedInternal.hold(request, answer.response());
    return answer;
  }

  private Compilation compile() {
    return compiler.compile(
        resources.version(),
        GrantedOwners.in(resources.list(Selection.ALL), requests.granted(null, now.get())),
        surroundings,
        now.get());
  }

  private void announced(Notice notice) {
    memberships.hear(notice);
  }

  /// Looks at the keys of all whose groups have changed, as the program does once it hears of it.
  public void review() {
    new KeyReviews(memberships, snapshots, new AuditTrail(audit, now::get, random), now::get).run();
  }

  /// Writes what is to be said of each resource, as the program does after each change.
  public void reconcile() {
    new StatusWriter(resources).accept(compile().statuses());
  }

  /// Starts one with an administrator and nobody else.
  public static ControlServer start() {
    return start(UnaryOperator.identity());
  }

  /// Starts one with some ports of its own.
  public static ControlServer start(UnaryOperator<ControlPorts> change) {
    try {
      return new ControlServer(change);
    } catch (Exception e) {
      throw new IllegalStateException("control does not start", e);
    }
  }

  /// An answer.
  public record Answer(int status, HttpResponse<String> response, JsonNode json) {
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String error() {
      return json.path("error").asText();
    }

    public String text(String field) {
      return json.path(field).asText();
    }
  }

  /// Adds a user in these groups.
  ///
  /// @return a token of the user's
  public String user(String name, String... groups) {
    return token(name, Set.of(), groups);
  }

  /// Adds a user who is granted something.
  ///
  /// @return a token of the user's
  public String granted(String name, Role role, String... groups) {
    return token(name, Set.of(role), groups);
  }

  private String token(String name, Set<Role> roles, String... groups) {
    users.create(new User(TENANT, name, roles, List.of(groups), now.get()));
    LocalToken token = LocalToken.generate(random);
    users.insertToken(TENANT, name, token.hash(), now.get(), now.get().plus(Duration.ofDays(300)));
    return token.reveal();
  }

  /// A key of that user's, made over HTTP.
  public String key(String token, String subscription) {
    return post(token, "/v1/api-keys", "{'name':'laptop','subscription':'" + subscription + "'}")
        .text("key");
  }

  public Answer get(String token, String path, String... headers) {
    return send(request(token, path, headers).GET());
  }

  /// Gets what is no JSON.
  public Answer getText(String token, String path) {
    try {
      HttpResponse<String> response =
          client.send(request(token, path).GET().build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response, MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Posts JSON; its quotes may be single ones.
  public Answer post(String token, String path, String json, String... headers) {
    return send(request(token, path, headers).POST(body(json)));
  }

  public Answer put(String token, String path, String json, String... headers) {
    return send(request(token, path, headers).PUT(body(json)));
  }

  public Answer patch(String token, String path, String json, String... headers) {
    return send(request(token, path, headers).method("PATCH", body(json)));
  }

  public Answer delete(String token, String path, String... headers) {
    return send(request(token, path, headers).DELETE());
  }

  /// Applies YAML as the administrator.
  public Answer apply(String yaml) {
    return send(
        request(admin, "/v1/resources/apply", "Content-Type", "application/yaml")
            .POST(HttpRequest.BodyPublishers.ofString(yaml)));
  }

  /// A request to a path below `/maas-api`, or to any path that starts with `!`.
  public HttpRequest.Builder request(String token, String path, String... headers) {
    String whole = path.startsWith("!") ? path.substring(1) : "/maas-api" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + whole))
            .timeout(Duration.ofSeconds(10));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  /// Sends, and holds the answer against the document of the API.
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Answer answer = sendOnly(request);
    documented.hold(request, answer.response());
    return answer;
  }

  /// Sends what makes a bug show, which no document has.
  Answer sendOnly(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode json =
          response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
      return new Answer(response.statusCode(), response, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public int port() {
    return server.actualPort();
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'));
  }

  @Override
  public void close() {
    client.close();
    aside.close();
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("control does not stop", e);
    }
  }
}
