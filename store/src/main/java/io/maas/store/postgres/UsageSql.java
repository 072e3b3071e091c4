package io.maas.store.postgres;

import io.maas.domain.metering.UsageQuery;
import io.maas.domain.metering.UsageQuery.Group;
import io.maas.store.postgres.Cover.Share;
import io.maas.store.postgres.Cover.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A question about usage as SQL. Its parameters are the `tenant`, the `user` and the `key` where
/// it is about one, the `limit`, and those of [SpanSql].
///
/// @param aggregate adds up
record UsageSql(UsageQuery query, String aggregate) {

  private static final List<String> FIGURES =
      List.of(
          "requests",
          "input_tokens",
          "cached_tokens",
          "output_tokens",
          "reasoning_tokens",
          "estimated",
          "seconds",
          "characters",
          "images",
          "cost_nanos");

  String text(List<Span> spans) {
    List<Group> groups = query.groupBy();
    String keys = each(groups, i -> "key" + i);
    String shown = each(groups, i -> GroupSql.shown(groups.get(i), "u.key" + i) + " as key" + i);
    return "select "
        + (shown.isEmpty() ? "" : shown + ", ")
        + String.join(", ", FIGURES)
        + " from (select "
        + (keys.isEmpty() ? "" : keys + ", ")
        + figures(name ->
            "cast(least(coalesce(%s(%s), 0), %d) as bigint)"
                .formatted(aggregate, name, Long.MAX_VALUE))
        + " from ("
        + parts(spans)
        + ") p"
        + (keys.isEmpty() ? "" : " group by " + keys + having(spans))
        + ") u order by cost_nanos desc,"
        + " cast(input_tokens as numeric) + output_tokens desc, requests desc"
        + (keys.isEmpty() ? "" : ", " + keys)
        + " limit :limit";
  }

  private static String each(List<Group> groups, IntFunction<String> text) {
    return IntStream.range(0, groups.size()).mapToObj(text).collect(Collectors.joining(", "));
  }

  private static String figures(Function<String, String> value) {
    return FIGURES.stream()
        .map(name -> value.apply(name) + " as " + name)
        .collect(Collectors.joining(", "));
  }

  /// Of what was taken away whole, nothing is left, not a row of zeros.
  private String having(List<Span> spans) {
    return spans.stream().anyMatch(span -> span.share() == Share.TAKEN)
        ? " having " + aggregate + "(requests) > 0"
        : "";
  }

  private String parts(List<Span> spans) {
    List<String> parts = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      String within = SpanSql.within(span, i);
      if (span.grain() == Grain.RECORD) {
        parts.add(ofRecords(span, within));
      } else if (isOfManyParties()) {
        sums.add("select s.party, " + ofSums(span) + from(span) + " where true" + within);
      } else {
        parts.add(ofParties(span.grain(), ofSums(span), from(span)) + within);
      }
    }
    if (!sums.isEmpty()) {
      String byParty =
          " from (select party, "
              + figures(name -> aggregate + "(" + name + ")")
              + " from ("
              + String.join(" union all ", sums)
              + ") a group by party) s";
      parts.addFirst(ofParties(Grain.DAY, figures(name -> "s." + name), byParty));
    }
    return String.join(" union all ", parts);
  }

  /// Whether it pays to add up each party before asking who that is: a party has many spans, and
  /// looking at its name once is cheaper than at each of them.
  private boolean isOfManyParties() {
    return query.user() == null
        && query.key() == null
        && query.groupBy().stream().noneMatch(GroupSql::isTime);
  }

  private String ofParties(Grain grain, String figures, String from) {
    return keyed(grain, figures)
        + from
        + " join usage_parties y on y.id = s.party where "
        + asked("y");
  }

  private String ofRecords(Span span, String within) {
    String figures =
        figures(name ->
            switch (name) {
              case "requests" -> counted(span, "1");
              case "estimated" -> counted(span, "cast(s.estimated as integer)");
              default -> counted(span, "s." + name);
            });
    return keyed(span.grain(), figures) + from(span) + " where " + asked("s") + within;
  }

  private static String ofSums(Span span) {
    return figures(name -> counted(span, "s." + name));
  }

  /// Where something is taken away from a sum, a sum that has stopped at the largest number has to
  /// fail: what is behind it is not known.
  private static String counted(Span span, String figure) {
    return switch (span.share()) {
      case ADDED -> figure;
      case REDUCED -> figure + " + 1 - 1";
      case TAKEN -> "-" + figure;
    };
  }

  private String keyed(Grain grain, String figures) {
    List<Group> groups = query.groupBy();
    String keys = each(groups, i -> GroupSql.key(groups.get(i), grain) + " as key" + i);
    return "select " + (keys.isEmpty() ? "" : keys + ", ") + figures;
  }

  private static String from(Span span) {
    return " from " + span.grain().table() + " s";
  }

  private String asked(String party) {
    return party
        + ".tenant = :tenant"
        + (query.user() == null ? "" : " and " + party + ".username = :user")
        + (query.key() == null ? "" : " and " + party + ".key_id = :key");
  }
}
