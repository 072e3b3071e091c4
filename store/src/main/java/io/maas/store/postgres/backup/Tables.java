package io.maas.store.postgres.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What tables there are, as the server says. A table that is added tomorrow is backed up tomorrow.
final class Tables {

  /// Flyway's own: a restored database has one already.
  private static final String HISTORY = "flyway_schema_history";

  private static final String COLUMNS =
      """
      select c.relname, a.attname
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname <> ? and a.attnum > 0
        and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum
      """;

  private static final String REFERENCES =
      """
      select distinct c.conrelid::regclass::text, c.confrelid::regclass::text
      from pg_constraint c
      where c.contype = 'f' and c.conrelid <> c.confrelid
        and c.connamespace = 'public'::regnamespace
      """;

  private Tables() {}

  /// The columns of each, those that others refer to first.
  static SequencedMap<String, List<String>> of(Connection connection) throws SQLException {
    Map<String, List<String>> columns = columns(connection);
    Map<String, Set<String>> references = references(connection);
    SequencedMap<String, List<String>> ordered = new LinkedHashMap<>();
    for (String table : columns.keySet()) {
      add(table, columns, references, ordered, new LinkedHashSet<>());
    }
    return ordered;
  }

  private static void add(
      String table,
      Map<String, List<String>> columns,
      Map<String, Set<String>> references,
      SequencedMap<String, List<String>> ordered,
      Set<String> under) {
    if (ordered.containsKey(table) || !columns.containsKey(table)) {
      return;
    }
    if (!under.add(table)) {
      throw new IllegalStateException("tables: " + under + " refer to each other in a ring");
    }
    for (String other : references.getOrDefault(table, Set.of())) {
      add(other, columns, references, ordered, under);
    }
    under.remove(table);
    ordered.put(table, columns.getOrDefault(table, List.of()));
  }

  private static Map<String, List<String>> columns(Connection connection) throws SQLException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, HISTORY);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2));
        }
      }
    }
    return columns;
  }

  private static Map<String, Set<String>> references(Connection connection) throws SQLException {
    Map<String, Set<String>> references = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(REFERENCES)) {
      while (row.next()) {
        references
            .computeIfAbsent(row.getString(1), _ -> new LinkedHashSet<>())
            .add(row.getString(2));
      }
    }
    return references;
  }

  /// A name as SQL takes it.
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// Names as SQL takes them, parted by commas.
  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(Tables::quoted).toList());
  }
}
