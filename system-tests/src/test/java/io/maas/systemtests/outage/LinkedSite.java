package io.maas.systemtests.outage;

import io.maas.store.postgres.embedded.EmbeddedPostgres;
import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Metrics;
import io.maas.systemtests.server.OrphanedPostgres;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.SimProcess;
import io.maas.testkit.outage.FaultyLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A server with its models, and a link to its PostgreSQL that a test puts at fault.
///
/// @param databaseFolder where the database's files are
record LinkedSite(
    Path databaseFolder,
    EmbeddedPostgres database,
    FaultyLink link,
    SimProcess simulator,
    MaasProcess maas)
    implements AutoCloseable {

  /// Starts all of it.
  ///
  /// @param folder for logs
  /// @param databaseFolder for the database; it need not exist
  /// @param server starts the server with these flags
  static LinkedSite open(Path folder, Path databaseFolder, Function<String[], MaasProcess> server) {
    try {
      EmbeddedPostgres database = EmbeddedPostgres.start(databaseFolder, new SecureRandom());
      FaultyLink link = FaultyLink.to(portOf(database.uri()));
      SimProcess simulator = SimProcess.start(folder);
      String[] flags = {
        "--simulator-url", simulator.url(), "--postgres", through(link, database.uri())
      };
      return new LinkedSite(databaseFolder, database, link, simulator, server.apply(flags));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int portOf(String uri) {
    return URI.create(uri).getPort();
  }

  private static String through(FaultyLink link, String uri) {
    return uri.replace(":" + portOf(uri) + "/", ":" + link.port() + "/");
  }

  /// Says something to the database, past the link.
  void say(String... statements) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new AssertionError("the database does not listen", e);
    }
  }

  /// Lays ledger and book side by side, once nothing runs and all is written, and asserts that
  /// nothing is lost.
  Reconciliation reconcile(String subscription) {
    List<Served> book = simulator.book();
    maas.awaitDrained();
    return Reconciliation.of(
            new LedgerTable(database.uri())
                .of(subscription, book.stream().map(Served::requestId).collect(Collectors.toSet())),
            book)
        .verify();
  }

  /// The value of a gauge.
  double gauge(String name) {
    return Metrics.gauge(maas, name);
  }

  @Override
  public void close() throws IOException {
    try (simulator;
        maas) {
      link.mend();
    } finally {
      link.close();
      database.close();
      new OrphanedPostgres(databaseFolder).stop();
    }
  }
}
