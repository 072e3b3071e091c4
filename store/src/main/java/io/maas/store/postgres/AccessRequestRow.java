package io.maas.store.postgres;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequest.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a row of `access_requests`.
final class AccessRequestRow implements RowMapper<AccessRequest> {

  /// What to select.
  static final String COLUMNS =
      """
      id, tenant, username, user_groups, subscription, reason, state, asked_at, decided_by, \
      decided_at, decision_note, granted_until, ended_by, ended_at, ending_note\
      """;

  @Override
  public AccessRequest map(ResultSet row, StatementContext context) throws SQLException {
    State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    return new AccessRequest(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("username"),
        Columns.texts(row, "user_groups"),
        row.getString("subscription"),
        row.getString("reason"),
        state,
        Columns.instant(row, "asked_at"),
        decision(row, state),
        ending(row));
  }

  static String nameOf(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Decision decision(ResultSet row, State state) throws SQLException {
    Instant at = Columns.instantOrNull(row, "decided_at");
    return at == null
        ? null
        : new Decision(
            state != State.DENIED,
            row.getString("decided_by"),
            at,
            row.getString("decision_note"),
            Columns.instantOrNull(row, "granted_until"));
  }

  private static @Nullable Ending ending(ResultSet row) throws SQLException {
    Instant at = Columns.instantOrNull(row, "ended_at");
    return at == null
        ? null
        : new Ending(row.getString("ended_by"), at, row.getString("ending_note"));
  }
}
