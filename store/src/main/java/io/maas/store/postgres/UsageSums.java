package io.maas.store.postgres;

import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.domain.metering.UsageRow;
import io.maas.store.postgres.Cover.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Adds up usage: mostly what is added up already, records only at the edges. What is put together
/// here is ours; what the caller says is bound.
final class UsageSums {

  private static final List<String> FIGURES =
      List.of(
          "requests",
          "input_tokens",
          "cached_tokens",
          "output_tokens",
          "reasoning_tokens",
          "estimated",
          "cost_nanos");

  private static final String SUMS =
      FIGURES.stream()
          .map(name ->
              "cast(least(coalesce(sum(%1$s), 0), %2$d) as bigint) as %1$s"
                  .formatted(name, Long.MAX_VALUE))
          .collect(Collectors.joining(", "));

  private static final String OF_RECORDS =
      "1 as requests, s.input_tokens, s.cached_tokens, s.output_tokens, s.reasoning_tokens,"
          + " cast(s.estimated as integer) as estimated, s.cost_nanos";

  private static final String OF_SUMS =
      FIGURES.stream().map(name -> "s." + name).collect(Collectors.joining(", "));

  private UsageSums() {}

  static List<UsageRow> run(Handle handle, UsageQuery query, Horizon horizon) {
    List<Span> spans = spans(query, horizon);
    int groups = query.groupBy().size();
    if (spans.isEmpty()) {
      return groups == 0 ? List.of(new UsageRow(List.of(), 0, 0, 0, 0, 0, 0, 0)) : List.of();
    }
    return statement(handle, "", query, spans).map((row, _) -> read(row, groups)).list();
  }

  static List<Span> spans(UsageQuery query, Horizon horizon) {
    return Cover.of(
        Cover.earliest(query.from()), Cover.latest(query.to()), coarsest(query.groupBy()), horizon);
  }

  /// @param prefix what stands before the question, such as `explain`
  static Query statement(Handle handle, String prefix, UsageQuery query, List<Span> spans) {
    Query statement =
        handle
            .createQuery(prefix + sql(query, spans))
            .bind("tenant", query.tenant())
            .bind("limit", query.limit());
    if (query.user() != null) {
      statement.bind("user", query.user());
    }
    SpanSql.bind(statement, spans);
    return statement;
  }

  private static Grain coarsest(List<Group> groups) {
    return groups.contains(Group.MINUTE)
        ? Grain.MINUTE
        : groups.contains(Group.HOUR) ? Grain.HOUR : Grain.DAY;
  }

  private static String sql(UsageQuery query, List<Span> spans) {
    List<Group> groups = query.groupBy();
    String keys = each(groups, i -> "key" + i);
    String shown = each(groups, i -> GroupSql.shown(groups.get(i), "u.key" + i) + " as key" + i);
    return "select "
        + (shown.isEmpty() ? "" : shown + ", ")
        + String.join(", ", FIGURES)
        + " from (select "
        + (keys.isEmpty() ? "" : keys + ", ")
        + SUMS
        + " from ("
        + SpanSql.union(spans, (span, i) -> part(query, span, i))
        + ") p"
        + (keys.isEmpty() ? "" : " group by " + keys)
        + ") u order by cost_nanos desc,"
        + " cast(input_tokens as numeric) + output_tokens desc, requests desc"
        + (keys.isEmpty() ? "" : ", " + keys)
        + " limit :limit";
  }

  private static String each(List<Group> groups, IntFunction<String> text) {
    return IntStream.range(0, groups.size()).mapToObj(text).collect(Collectors.joining(", "));
  }

  /// One stretch of time, of records or of sums.
  private static String part(UsageQuery query, Span span, int number) {
    boolean ofRecords = span.grain() == Grain.RECORD;
    List<Group> groups = query.groupBy();
    String keys = each(groups, i -> GroupSql.key(groups.get(i), span.grain()) + " as key" + i);
    String party = ofRecords ? "s" : "y";
    boolean byParty = !ofRecords && isOfManyParties(query);
    String within = SpanSql.within(span, number);
    return "select "
        + (keys.isEmpty() ? "" : keys + ", ")
        + (ofRecords ? OF_RECORDS : OF_SUMS)
        + " from "
        + (byParty ? byParty(span, within) : span.grain().table() + " s")
        + (ofRecords ? "" : " join usage_parties y on y.id = s.party")
        + " where "
        + party
        + ".tenant = :tenant"
        + (query.user() == null ? "" : " and " + party + ".username = :user")
        + (byParty ? "" : within);
  }

  /// Whether it pays to add up each party before asking who that is: a party has many spans, and
  /// looking at its name once is cheaper than at each of them.
  private static boolean isOfManyParties(UsageQuery query) {
    return query.user() == null && query.groupBy().stream().noneMatch(GroupSql::isTime);
  }

  private static String byParty(Span span, String within) {
    return "(select s.party, "
        + FIGURES.stream()
            .map(name -> "sum(s.%1$s) as %1$s".formatted(name))
            .collect(Collectors.joining(", "))
        + " from "
        + span.grain().table()
        + " s where true"
        + within
        + " group by s.party) s";
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
        row.getLong("cost_nanos"));
  }
}
