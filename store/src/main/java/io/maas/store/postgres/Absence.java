package io.maas.store.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a server that takes nothing now from one that does not take this.
final class Absence {

  /// Classes of SQLSTATE: connections, transactions that may not write or were rolled back for
  /// others, room of all kinds, objects in use, operators and the system.
  private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "55", "57", "58");

  private Absence() {}

  /// Whether this error comes of the server's state, and not of what it was asked.
  static boolean isWhy(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof SQLTransientConnectionException
          || (each instanceof SQLException e && isWhy(e.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWhy(@Nullable String state) {
    return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
  }
}
