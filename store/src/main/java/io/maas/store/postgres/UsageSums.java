package io.maas.store.postgres;

import io.maas.domain.metering.Media;
import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRow;
import io.maas.store.postgres.Cover.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Adds up usage: mostly what is added up already, records only at the edges. What is put together
/// here is ours; what the caller says is bound.
///
/// A question is asked quickly first: in the shortest cover, and with `usage_total`, whose state is
/// a mere number, where that of PostgreSQL's own `sum(bigint)` takes twice the time and much more
/// to be merged by parallel workers. A total beyond the largest number, or a sum that stopped
/// there, makes it fail; then it is asked again in a way that stops there too.
final class UsageSums {

  private static final String TOO_LARGE = "22003";

  /// How it is added up.
  enum Way {
    /// Fails where a total is beyond the largest number.
    QUICK("usage_total"),
    /// Stops at the largest number.
    BOUNDLESS("sum");

    private final String aggregate;

    Way(String aggregate) {
      this.aggregate = aggregate;
    }

    List<Span> spans(UsageQuery query, Horizon horizon) {
      Instant from = Cover.earliest(query.from());
      Instant to = Cover.latest(query.to());
      Grain coarsest = coarsest(query.groupBy());
      return this == QUICK
          ? Cover.shortest(from, to, coarsest, horizon)
          : Cover.of(from, to, coarsest, horizon);
    }
  }

  private UsageSums() {}

  static List<UsageRow> run(Handle handle, UsageQuery query, Horizon horizon) {
    try {
      return run(handle, query, horizon, Way.QUICK);
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException why && TOO_LARGE.equals(why.getSQLState())) {
        return run(handle, query, horizon, Way.BOUNDLESS);
      }
      throw e;
    }
  }

  private static List<UsageRow> run(Handle handle, UsageQuery query, Horizon horizon, Way way) {
    List<Span> spans = way.spans(query, horizon);
    int groups = query.groupBy().size();
    if (spans.isEmpty()) {
      return groups == 0 ? List.of(new UsageRow(List.of(), 0, 0, 0, 0, 0, 0, 0)) : List.of();
    }
    return statement(handle, "", query, spans, way).map((row, _) -> read(row, groups)).list();
  }

  /// @param prefix what stands before the question, such as `explain`
  static Query statement(
      Handle handle, String prefix, UsageQuery query, List<Span> spans, Way way) {
    Query statement =
        handle
            .createQuery(prefix + new UsageSql(query, way.aggregate).text(spans))
            .bind("tenant", query.tenant())
            .bind("limit", query.limit());
    if (query.user() != null) {
      statement.bind("user", query.user());
    }
    if (query.key() != null) {
      statement.bind("key", query.key());
    }
    SpanSql.bind(statement, spans);
    return statement;
  }

  private static Grain coarsest(List<Group> groups) {
    return groups.contains(Group.MINUTE)
        ? Grain.MINUTE
        : groups.contains(Group.HOUR) ? Grain.HOUR : Grain.DAY;
  }

  private static UsageRow read(ResultSet row, int groups) throws SQLException {
    List<@Nullable String> keys = new ArrayList<>(groups);
    for (int i = 0; i < groups; i++) {
      keys.add(row.getString("key" + i));
    }
    return new UsageRow(
        keys,
        row.getLong("requests"),
        row.getLong("input_tokens"),
        row.getLong("cached_tokens"),
        row.getLong("output_tokens"),
        row.getLong("reasoning_tokens"),
        row.getLong("estimated"),
        new Media(row.getLong("seconds"), row.getLong("characters"), row.getLong("images")),
        row.getLong("cost_nanos"));
  }
}
