package io.maas.store.postgres;

import io.maas.domain.chain.Link;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A record as the table has it now, and what its chain says of it.
///
/// @param hash what it was when it was written; null for records from before there were chains
/// @param values of [UsageColumn#ALL], as they were written
record StoredRecord(UUID id, long seq, byte @Nullable [] hash, List<@Nullable String> values)
    implements Link {

  static final String COLUMNS =
      "id, seq, hash, "
          + UsageColumn.ALL.stream()
              .map(column -> column.stored() + " as of_" + column.name())
              .collect(Collectors.joining(", "));

  static StoredRecord read(ResultSet row) throws SQLException {
    List<@Nullable String> values = new ArrayList<>(UsageColumn.ALL.size());
    for (UsageColumn column : UsageColumn.ALL) {
      String value = row.getString("of_" + column.name());
      values.add(value != null && column.isJson() ? UsageJson.sorted(value) : value);
    }
    return new StoredRecord(
        row.getObject("id", UUID.class), row.getLong("seq"), row.getBytes("hash"), values);
  }

  @Override
  public boolean follows(byte[] before) {
    return Arrays.equals(RecordHash.of(before, seq, values), hash);
  }
}
