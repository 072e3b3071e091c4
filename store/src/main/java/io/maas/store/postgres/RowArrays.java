package io.maas.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as PostgreSQL takes many at once: one array a column, all as text.
final class RowArrays {

  private RowArrays() {}

  /// A column of the rows.
  record Column(String name, String type) {}

  /// `(a, b) select * from unnest(cast(? as text[]), cast(? as bigint[]))`.
  static String select(List<Column> columns) {
    return "("
        + columns.stream().map(Column::name).collect(Collectors.joining(", "))
        + ") select * from unnest("
        + columns.stream()
            .map(column -> "cast(? as " + column.type() + "[])")
            .collect(Collectors.joining(", "))
        + ")";
  }

  /// Runs a statement whose parameters are these columns.
  ///
  /// @return how many rows it wrote
  static int update(
      Connection connection, String sql, List<? extends List<? extends @Nullable String>> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int columns = rows.getFirst().size();
      for (int column = 0; column < columns; column++) {
        @Nullable String[] values = new String[rows.size()];
        for (int row = 0; row < values.length; row++) {
          values[row] = rows.get(row).get(column);
        }
        statement.setArray(column + 1, connection.createArrayOf("text", values));
      }
      return statement.executeUpdate();
    }
  }
}
