package io.maas.store.postgres;

import io.maas.domain.metering.Media;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.SpentSum;
import io.maas.store.postgres.Cover.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Adds up what limits were charged, from sums, and from records of the first minute. Gateways wait
/// for it after a crash: the parties are found first, by an index, and then their sums by theirs.
final class SpentSums {

  private static final List<String> FIGURES =
      List.of(
          "requests",
          "charged_input",
          "charged_cached",
          "charged_output",
          "charged_seconds",
          "charged_characters",
          "charged_images",
          "charged_cost_nanos");

  private static final String SUMS =
      FIGURES.stream()
          .map(name ->
              "cast(least(coalesce(sum(%1$s), 0), %2$d) as bigint) as %1$s"
                  .formatted(name, Long.MAX_VALUE))
          .collect(Collectors.joining(", "));

  private static final String OF_RECORDS =
      "select s.at as first_at, 1 as requests, s.charged_input, s.charged_cached,"
          + " s.charged_output, s.charged_seconds, s.charged_characters, s.charged_images,"
          + " s.charged_cost_nanos from usage_records s where ";

  private SpentSums() {}

  static SpentSum run(Handle handle, SpentQuery query, Horizon horizon) {
    return statement(handle, "", query, horizon).map((row, _) -> read(row, query.since())).one();
  }

  /// @param prefix what stands before the question, such as `explain`
  static Query statement(Handle handle, String prefix, SpentQuery query, Horizon horizon) {
    List<Span> spans = Cover.of(Cover.earliest(query.since()), Instant.MAX, Grain.DAY, horizon);
    Map<String, String> wanted = wanted(query);
    Query statement = handle.createQuery(prefix + sql(wanted, spans));
    wanted.forEach(statement::bind);
    SpanSql.bind(statement, spans);
    return statement;
  }

  /// The columns that narrow the question, which bear the same names wherever they are.
  private static Map<String, String> wanted(SpentQuery query) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("tenant", query.tenant());
    putIfAsked(wanted, "username", query.user());
    putIfAsked(wanted, "key_id", query.key());
    putIfAsked(wanted, "subscription", query.subscription());
    putIfAsked(wanted, "model", query.model());
    putIfAsked(wanted, "organization", query.organization());
    return wanted;
  }

  private static void putIfAsked(Map<String, String> wanted, String name, @Nullable String value) {
    if (value != null) {
      wanted.put(name, value);
    }
  }

  private static String sql(Map<String, String> wanted, List<Span> spans) {
    return "with parties as materialized (select y.id from usage_parties y where "
        + equal("y", wanted)
        + ") select min(first_at) as first_at, "
        + SUMS
        + " from ("
        + SpanSql.union(spans, (span, i) -> part(wanted, span) + SpanSql.within(span, i))
        + ") p";
  }

  private static String part(Map<String, String> wanted, Span span) {
    return span.grain() == Grain.RECORD
        ? OF_RECORDS + equal("s", wanted)
        : "select s.first_at, "
            + FIGURES.stream().map(name -> "s." + name).collect(Collectors.joining(", "))
            + " from "
            + span.grain().table()
            + " s where s.party in (select id from parties)";
  }

  private static String equal(String table, Map<String, String> wanted) {
    return wanted.keySet().stream()
        .map(name -> table + "." + name + " = :" + name)
        .collect(Collectors.joining(" and "));
  }

  private static SpentSum read(ResultSet row, Instant since) throws SQLException {
    Instant first = Columns.instantOrNull(row, "first_at");
    return first == null
        ? SpentSum.NOTHING
        : new SpentSum(
            // of a span that counts as a whole, the first may be earlier than anybody asked
            Optional.of(first.isBefore(since) ? since : first),
            row.getLong("requests"),
            row.getLong("charged_input"),
            row.getLong("charged_cached"),
            row.getLong("charged_output"),
            new Media(
                row.getLong("charged_seconds"),
                row.getLong("charged_characters"),
                row.getLong("charged_images")),
            row.getLong("charged_cost_nanos"));
  }
}
