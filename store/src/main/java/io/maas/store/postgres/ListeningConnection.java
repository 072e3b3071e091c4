package io.maas.store.postgres;

import io.maas.domain.notice.Notice;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection on which the server tells us of notices.
final class ListeningConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ListeningConnection.class);

  /// A silent server is asked whether it still lives this often, and given as long to answer.
  private static final int SILENCE_MILLIS = 1000;

  private static final int ANSWER_SECONDS = 2;

  private final Connection connection;
  private final PGConnection notifications;

  private ListeningConnection(Connection connection, PGConnection notifications) {
    this.connection = connection;
    this.notifications = notifications;
  }

  static ListeningConnection open(PostgresSettings settings) throws SQLException {
    Connection connection =
        PostgresDatabase.dataSource(new PGSimpleDataSource(), settings, ANSWER_SECONDS)
            .getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Announcement.CHANNEL);
      return new ListeningConnection(connection, connection.unwrap(PGConnection.class));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Waits until something is told, or a while.
  ///
  /// @throws SQLException if the connection is broken or the server silent
  List<Notice> await() throws SQLException {
    PGNotification[] told = notifications.getNotifications(SILENCE_MILLIS);
    if (told == null || told.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select 1");
      }
      // What came with the answer is kept by the driver, and handed out here at once.
      told = notifications.getNotifications();
    }
    return told == null
        ? List.of()
        : Arrays.stream(told)
            .map(one -> Announcement.decode(one.getParameter()))
            .flatMap(Optional::stream)
            .toList();
  }

  /// Safe from any thread: ends a wait too.
  @Override
  public void close() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.atDebug().setMessage("closing failed").setCause(e).log();
    }
  }
}
