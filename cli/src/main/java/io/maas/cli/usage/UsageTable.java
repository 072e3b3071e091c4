package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.output.Table;
import io.maas.cli.output.Table.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Usage as rows, with their sum at the end where there are several.
final class UsageTable {
  private static final List<String> COUNTS =
      List.of("requests", "input_tokens", "cached_tokens", "output_tokens", "total_tokens");

  /// Shown where there are some.
  private static final List<String> MEDIA = List.of("seconds", "characters", "images");

  private UsageTable() {}

  static Table of(List<String> groups, List<JsonNode> rows) {
    List<String> counts = counts(rows);
    boolean priced = rows.stream().anyMatch(row -> row.has("cost"));
    Table table = new Table(columns(groups, counts, priced));
    rows.forEach(row -> table.row(cells(groups, counts, row, priced)));
    if (rows.size() > 1 && !groups.isEmpty()) {
      table.row(total(groups, counts, rows, priced));
    }
    return table;
  }

  private static List<String> counts(List<JsonNode> rows) {
    List<String> counts = new ArrayList<>(COUNTS);
    for (String unit : MEDIA) {
      if (rows.stream().anyMatch(row -> row.path(unit).asLong() != 0)) {
        counts.add(unit);
      }
    }
    return counts;
  }

  private static List<Column> columns(List<String> groups, List<String> counts, boolean priced) {
    List<Column> columns = new ArrayList<>();
    groups.forEach(group -> columns.add(Column.words(group.toUpperCase(Locale.ROOT))));
    for (String heading : List.of("REQUESTS", "INPUT", "CACHED", "OUTPUT", "TOKENS")) {
      columns.add(Column.numbers(heading));
    }
    counts.stream()
        .skip(COUNTS.size())
        .forEach(unit -> columns.add(Column.numbers(unit.toUpperCase(Locale.ROOT))));
    if (priced) {
      columns.add(Column.numbers("COST"));
    }
    return columns;
  }

  private static List<String> cells(
      List<String> groups, List<String> counts, JsonNode row, boolean priced) {
    List<String> cells = new ArrayList<>();
    groups.forEach(group -> cells.add(row.path(group).asText("")));
    counts.forEach(count -> cells.add(row.path(count).asText("0")));
    if (priced) {
      cells.add(row.path("cost").asText("0"));
    }
    return cells;
  }

  /// What is in several currencies has no sum.
  private static String cost(List<JsonNode> rows) {
    long currencies = rows.stream().map(row -> row.path("currency").asText("")).distinct().count();
    return currencies == 1
        ? rows.stream()
            .map(row -> new BigDecimal(row.path("cost").asText("0")))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .toPlainString()
        : "";
  }

  private static List<String> total(
      List<String> groups, List<String> counts, List<JsonNode> rows, boolean priced) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      cells.add(i == 0 ? "total" : "");
    }
    for (String count : counts) {
      cells.add(String.valueOf(rows.stream().mapToLong(row -> row.path(count).asLong()).sum()));
    }
    if (priced) {
      cells.add(groups.contains("currency") ? cost(rows) : "");
    }
    return cells;
  }
}
