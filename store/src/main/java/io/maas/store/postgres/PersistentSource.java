package io.maas.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes connections for the pool, and goes on trying while the server is away. The pool would try
/// again by itself, but rests longer each time, up to five seconds, which is longer than anybody
/// waits for a connection: what is asked first after a long outage would fail although the server
/// is back.
final class PersistentSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(PersistentSource.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private volatile boolean persistent;

  /// From now on it goes on trying. Not before: a start has an end to its patience.
  void persist() {
    persistent = true;
  }

  /// Ends only with a connection, by an interruption, which is how a pool closes, or by a failure
  /// that trying again does not cure.
  @Override
  public Connection getConnection() throws SQLException {
    for (boolean first = true; ; first = false) {
      try {
        return super.getConnection();
      } catch (SQLException e) {
        if (!persistent || !Absence.isWhy(e)) {
          throw e;
        }
        if (first) {
          LOG.atWarn().setMessage("no new connections").addKeyValue("reason", e.getMessage()).log();
        }
        rest(e);
      }
    }
  }

  private static void rest(SQLException why) throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }
}
