package io.maas.control.http;

import io.maas.control.ControlPorts;
import io.maas.control.LoginPorts;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.resource.Yaml;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Role;
import io.maas.domain.access.Users.User;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.ledger.Seal;
import io.maas.domain.resource.Compilation;
import io.maas.domain.resource.GrantedOwners;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.compile.Compiler;
import io.maas.store.file.SealKey;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.PostgresSettings;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import io.maas.testkit.postgres.CountingLink;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// The control plane over a PostgreSQL, and how many statements it asks of it. What gateways see of
/// the resources is compiled when a test says so, and not on the way.
final class StoredControl implements AutoCloseable {

  private final SecureRandom random = new SecureRandom();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Snapshots> compiled = new AtomicReference<>();
  private final EmbeddedPostgres postgres;
  private final CountingLink link;
  private final PostgresDatabase database;
  private final Seal seal;

  final ControlServer server;

  StoredControl(Path folder) throws IOException {
    postgres = EmbeddedPostgres.start(folder, random);
    // One connection: the second one would ask for what the first has asked already.
    PostgresSettings direct = postgres.settings(1);
    link = CountingLink.to(direct.jdbcUrl());
    database =
        PostgresDatabase.open(
            new PostgresSettings(link.jdbcUrl(), direct.user(), direct.password(), 1));
    seal = SealKey.in(folder);
    compile();
    server = ControlServer.start(this::stored);
  }

  private ControlPorts stored(ControlPorts memory) {
    return new ControlPorts(
        database.apiKeys(),
        database.users(),
        database.resources(),
        memory.ledger(),
        memory.bookkeeping(),
        memory.epochs(),
        database.identities(memory.clock(), threads),
        new Compiled(compiled::get),
        memory.clock(),
        memory.random(),
        memory.quota(),
        database.auditLog(seal),
        memory.secrets(),
        memory.jobs(),
        memory.expiryNotices(),
        new LoginPorts(
            database.passwords(),
            memory.login().hash(),
            database.sessions(),
            memory.login().issuers(),
            database.signInAttempts(),
            database.memberships()),
        database.accessRequests());
  }

  /// Has the resources of now count.
  void compile() {
    Surroundings around =
        new Surroundings(
            ControlServer.TENANT,
            true,
            (_, _, _) -> Optional.empty(),
            Yaml::tree,
            ControlServer.GATEWAY);
    Compilation compilation =
        new Compiler()
            .compile(
                1,
                GrantedOwners.in(
                    database.resources().list(Selection.ALL),
                    database.accessRequests().granted(null, ControlServer.NOW)),
                around,
                ControlServer.NOW);
    compiled.set(compilation);
  }

  /// Adds a user of a tenant.
  ///
  /// @return a token of the user's
  String user(String tenant, String name, Set<Role> roles, String... groups) {
    database.users().create(new User(tenant, name, roles, List.of(groups), ControlServer.NOW));
    LocalToken token = LocalToken.generate(random);
    database
        .users()
        .insertToken(
            tenant,
            name,
            token.hash(),
            ControlServer.NOW,
            ControlServer.NOW.plus(Duration.ofDays(300)));
    return token.reveal();
  }

  /// An answer, and what it took.
  record Counted(Answer answer, long statements) {}

  /// Asks, and counts what is asked of the database before the answer.
  Counted ask(HttpRequest.Builder request) {
    long before = link.statements();
    Answer answer = server.send(request);
    return new Counted(answer, link.statements() - before);
  }

  @Override
  public void close() {
    server.close();
    database.close();
    link.close();
    threads.close();
    postgres.close();
  }
}
