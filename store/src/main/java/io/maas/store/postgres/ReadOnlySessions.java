package io.maas.store.postgres;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Throws away a connection on which nothing can be written. It leads to a server that is no longer
/// the primary, or began while the database was read-only and stays so: a new one may be better.
final class ReadOnlySessions implements SQLExceptionOverride {

  private static final String READ_ONLY = "25006";

  @java.lang.Override
  public Override adjudicate(SQLException error) {
    return READ_ONLY.equals(error.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
  }
}
