package io.maas.store.postgres;

import io.maas.store.postgres.Cover.Span;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;

/// Spans of time as conditions, with parameters of their own each.
final class SpanSql {

  private SpanSql() {}

  /// One part for each span, all of them together.
  static String union(List<Span> spans, BiFunction<Span, Integer, String> part) {
    return IntStream.range(0, spans.size())
        .mapToObj(i -> part.apply(spans.get(i), i))
        .collect(Collectors.joining(" union all "));
  }

  /// What a row `s` of the span's table is to fulfil. Of records the ids are asked for too: they
  /// tell PostgreSQL which days to look at.
  static String within(Span span, int number) {
    boolean ofRecords = span.grain() == Grain.RECORD;
    String time = ofRecords ? "s.at" : "s.bucket";
    return (hasStart(span) ? " and " + time + " >= :from" + number : "")
        + (hasEnd(span) ? " and " + time + " < :to" + number : "")
        + (ofRecords && hasStart(span) ? " and s.id >= :firstId" + number : "")
        + (ofRecords && hasEnd(span) ? " and s.id < :lastId" + number : "");
  }

  static void bind(SqlStatement<?> statement, List<Span> spans) {
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      boolean ofRecords = span.grain() == Grain.RECORD;
      if (hasStart(span)) {
        statement.bind("from" + i, Columns.time(span.from()));
      }
      if (hasEnd(span)) {
        statement.bind("to" + i, Columns.time(span.to()));
      }
      if (ofRecords && hasStart(span)) {
        statement.bind("firstId" + i, Days.leastId(span.from().minus(Days.SLACK)));
      }
      if (ofRecords && hasEnd(span)) {
        statement.bind("lastId" + i, Days.leastId(span.to().plus(Days.SLACK)));
      }
    }
  }

  private static boolean hasStart(Span span) {
    return !span.from().equals(Instant.MIN);
  }

  private static boolean hasEnd(Span span) {
    return !span.to().equals(Instant.MAX);
  }
}
