package io.maas.systemtests.ledger;

import io.maas.testkit.outage.Eventually;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The ledger as PostgreSQL has it, read past the program.
///
/// @param url `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`
public record LedgerTable(String url) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// All rows of a subscription, or of those whose names begin so.
  public List<Recorded> of(String subscription) {
    URI uri = URI.create(url);
    String[] credentials = uri.getUserInfo().split(":", 2);
    String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    try (Connection connection = DriverManager.getConnection(jdbc, credentials[0], credentials[1]);
        PreparedStatement query =
            connection.prepareStatement(
                "select * from usage_records where subscription like ? order by at")) {
      query.setString(1, "%" + subscription + "%");
      List<Recorded> rows = new ArrayList<>();
      try (ResultSet found = query.executeQuery()) {
        while (found.next()) {
          rows.add(Recorded.of(found));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError("the ledger cannot be read", e);
    }
  }

  /// The same, once all of these requests are in it.
  ///
  /// @throws AssertionError if they do not come
  public List<Recorded> of(String subscription, Set<String> ids) {
    Eventually.holds(
        ids.size() + " requests are in the ledger",
        PATIENCE,
        () ->
            of(subscription).stream()
                .map(Recorded::id)
                .collect(Collectors.toSet())
                .containsAll(ids));
    return of(subscription);
  }
}
