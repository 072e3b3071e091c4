package io.maas.domain.audit;

import io.maas.domain.audit.AuditLog.Line;
import io.maas.domain.chain.ChainHash;
import io.maas.domain.chain.Link;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/// A line of an audit log as it is kept now, in a table or in a file.
///
/// @param hash what its hash was when it was written
public record ChainedLine(long seq, byte[] hash, AuditEntry entry) implements Link {

  @Override
  public UUID id() {
    return entry.act();
  }

  @Override
  public boolean follows(byte[] before) {
    return Arrays.equals(ChainHash.of(before, seq, entry.texts()), hash);
  }

  /// As those see it who read the log.
  public Line line() {
    return new Line(seq, HexFormat.of().formatHex(hash), entry);
  }
}
