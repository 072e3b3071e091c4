package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.output.Table;
import io.maas.cli.output.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Usage as rows, with their sum at the end where there are several.
final class UsageTable {
  private static final List<String> COUNTS =
      List.of("requests", "input_tokens", "cached_tokens", "output_tokens", "total_tokens");

  private UsageTable() {}

  static Table of(List<String> groups, List<JsonNode> rows) {
    Table table = new Table(columns(groups));
    rows.forEach(row -> table.row(cells(groups, row)));
    if (rows.size() > 1 && !groups.isEmpty()) {
      table.row(total(groups, rows));
    }
    return table;
  }

  private static List<Column> columns(List<String> groups) {
    List<Column> columns = new ArrayList<>();
    groups.forEach(group -> columns.add(Column.words(group.toUpperCase(Locale.ROOT))));
    for (String heading : List.of("REQUESTS", "INPUT", "CACHED", "OUTPUT", "TOKENS")) {
      columns.add(Column.numbers(heading));
    }
    return columns;
  }

  private static List<String> cells(List<String> groups, JsonNode row) {
    List<String> cells = new ArrayList<>();
    groups.forEach(group -> cells.add(row.path(group).asText("")));
    COUNTS.forEach(count -> cells.add(row.path(count).asText("0")));
    return cells;
  }

  private static List<String> total(List<String> groups, List<JsonNode> rows) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      cells.add(i == 0 ? "total" : "");
    }
    for (String count : COUNTS) {
      cells.add(String.valueOf(rows.stream().mapToLong(row -> row.path(count).asLong()).sum()));
    }
    return cells;
  }
}
