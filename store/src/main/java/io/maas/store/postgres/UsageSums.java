package io.maas.store.postgres;

import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Adds up usage records. What is put together here is ours; what the caller says is bound.
final class UsageSums {

  private static final String SUMS =
      """
      count(*) as requests,
      coalesce(sum(input_tokens), 0) as input,
      coalesce(sum(cached_tokens), 0) as cached,
      coalesce(sum(output_tokens), 0) as output,
      count(*) filter (where estimated) as estimated,
      coalesce(sum(cost_nanos), 0) as cost
      """;

  private UsageSums() {}

  static List<UsageRow> run(Handle handle, UsageQuery query) {
    int groups = query.groupBy().size();
    return handle
        .createQuery(sql(query))
        .bind("tenant", query.tenant())
        .bindBySqlType("user", query.user(), Types.VARCHAR)
        .bindBySqlType("from", Columns.timeOrNull(query.from()), Types.TIMESTAMP_WITH_TIMEZONE)
        .bindBySqlType("to", Columns.timeOrNull(query.to()), Types.TIMESTAMP_WITH_TIMEZONE)
        .bind("limit", query.limit())
        .map((row, _) -> read(row, groups))
        .list();
  }

  private static String sql(UsageQuery query) {
    List<String> columns =
        IntStream.range(0, query.groupBy().size())
            .mapToObj(i -> expression(query.groupBy().get(i)) + " as key" + i)
            .toList();
    String keys =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "key" + i)
            .collect(Collectors.joining(", "));
    return "select "
        + columns.stream().map(column -> column + ", ").collect(Collectors.joining())
        + SUMS
        + "from usage_records where tenant = :tenant"
        + (query.user() == null ? "" : " and username = :user")
        + (query.from() == null ? "" : " and at >= :from")
        + (query.to() == null ? "" : " and at < :to")
        + (keys.isEmpty() ? "" : " group by " + keys)
        + " order by cost desc, coalesce(sum(input_tokens), 0) + coalesce(sum(output_tokens), 0) desc,"
        + " requests desc"
        + (keys.isEmpty() ? "" : ", " + keys)
        + " limit :limit";
  }

  private static String expression(Group group) {
    return switch (group) {
      case USER -> "username";
      case KEY -> "key_id";
      case SUBSCRIPTION -> "subscription";
      case MODEL -> "model";
      case MINUTE -> bucket("minute");
      case HOUR -> bucket("hour");
      case DAY -> bucket("day");
    };
  }

  /// The start of the span, in UTC, as ISO 8601 writes it.
  private static String bucket(String span) {
    return "to_char(date_trunc('"
        + span
        + "', at at time zone 'UTC'), 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
  }

  private static UsageRow read(ResultSet row, int groups) throws SQLException {
    List<@Nullable String> keys = new ArrayList<>(groups);
    for (int i = 0; i < groups; i++) {
      keys.add(row.getString("key" + i));
    }
    return new UsageRow(
        keys,
        row.getLong("requests"),
        row.getLong("input"),
        row.getLong("cached"),
        row.getLong("output"),
        row.getLong("estimated"),
        row.getLong("cost"));
  }
}
