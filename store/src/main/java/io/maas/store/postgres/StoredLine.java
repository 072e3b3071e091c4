package io.maas.store.postgres;

import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditLog.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/// A line of the audit log as the table has it now.
record StoredLine(long seq, byte[] hash, AuditEntry entry) implements Link {

  static final String COLUMNS = "seq, hash, " + AuditColumn.ALL;

  static StoredLine read(ResultSet row) throws SQLException {
    return new StoredLine(row.getLong("seq"), row.getBytes("hash"), AuditColumn.read(row));
  }

  @Override
  public UUID id() {
    return entry.act();
  }

  @Override
  public boolean follows(byte[] before) {
    return Arrays.equals(RecordHash.ofTexts(before, seq, AuditColumn.texts(entry)), hash);
  }

  Line line() {
    return new Line(seq, HexFormat.of().formatHex(hash), entry);
  }
}
