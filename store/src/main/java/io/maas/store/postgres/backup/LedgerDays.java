package io.maas.store.postgres.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/// The days of the ledger have to be there before their rows. Which these are is in the rows: in
/// the first 48 bits of a record's id, and in a sum's bucket.
final class LedgerDays {

  private static final String RECORDS = "usage_records";
  private static final String MINUTES = "usage_minutes";
  private static final int MILLIS_DIGITS = 12;
  private static final int DAY_LENGTH = 10;

  private LedgerDays() {}

  static boolean areParts(String table) {
    return table.equals(RECORDS) || table.equals(MINUTES);
  }

  static void open(Statement statement, ZipFile zip, Manifest.Part part)
      throws SQLException, IOException {
    for (LocalDate day : days(zip, part)) {
      statement.execute("select ledger_open_day('" + day + "')");
    }
  }

  private static Set<LocalDate> days(ZipFile zip, Manifest.Part part) throws IOException {
    boolean records = part.table().equals(RECORDS);
    int column = part.columns().indexOf(records ? "id" : "bucket");
    Set<LocalDate> days = new TreeSet<>();
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(Restore.entry(zip, part), StandardCharsets.UTF_8))) {
      String before = "";
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String field = field(row, column);
        String start = records ? millis(field) : field.substring(0, DAY_LENGTH);
        if (!start.equals(before)) {
          days.add(records ? dayOf(Long.parseLong(start, 16)) : LocalDate.parse(start));
          before = start;
        }
      }
    }
    return days;
  }

  private static String field(String row, int column) {
    int from = 0;
    for (int i = 0; i < column; i++) {
      from = row.indexOf('\t', from) + 1;
    }
    int to = row.indexOf('\t', from);
    return row.substring(from, to < 0 ? row.length() : to);
  }

  private static String millis(String id) {
    return id.replace("-", "").substring(0, MILLIS_DIGITS);
  }

  private static LocalDate dayOf(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }
}
