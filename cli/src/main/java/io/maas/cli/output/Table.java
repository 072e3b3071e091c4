package io.maas.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Aligned columns under a heading. What is absent shows as `-`, so that every row has as many
/// words as the heading.
public final class Table {
  private static final String GAP = "   ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /// A column.
  ///
  /// @param heading its name
  /// @param number whether its cells are numbers, which end at one line
  public record Column(String heading, boolean number) {
    /// A column of words.
    public static Column words(String heading) {
      return new Column(heading, false);
    }

    /// A column of numbers.
    public static Column numbers(String heading) {
      return new Column(heading, true);
    }
  }

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /// A table of words.
  public static Table of(String... headings) {
    return new Table(Arrays.stream(headings).map(Column::words).toList());
  }

  /// Adds a row, one cell a column. Line breaks would break the table, and escape codes of others
  /// the terminal: both show as blanks.
  public Table row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells (expected: " + columns.size() + ")");
    }
    rows.add(
        cells.stream().map(c -> c.isBlank() ? "-" : c.replaceAll("\\p{Cntrl}+", " ")).toList());
    return this;
  }

  /// Adds a row, one cell a column.
  public Table row(String... cells) {
    return row(List.of(cells));
  }

  /// Prints it, the heading bold where colours are welcome.
  public void print(PrintWriter out, boolean colours) {
    int[] widths = widths();
    String heading = line(columns.stream().map(Column::heading).toList(), widths);
    out.println(colours ? "\u001b[1m" + heading + "\u001b[0m" : heading);
    rows.forEach(row -> out.println(line(row, widths)));
    out.flush();
  }

  private int[] widths() {
    int[] widths = columns.stream().mapToInt(c -> width(c.heading())).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(columns.get(i).number() ? padding + cells.get(i) : cells.get(i) + padding);
      line.append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
