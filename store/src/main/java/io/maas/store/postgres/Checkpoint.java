package io.maas.store.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What was signed about a chain: the hash of its record `lastSeq`; and where `dropped` names a
/// day, that the records from `firstSeq` on went with it.
///
/// @param number counts the chain's checkpoints, from 1 on without a gap
/// @param hash null for records from before there were chains
record Checkpoint(
    long number,
    @Nullable Long firstSeq,
    long lastSeq,
    byte @Nullable [] hash,
    @Nullable LocalDate dropped,
    Instant at,
    String keyId,
    byte[] signature) {

  static final String COLUMNS = "number, first_seq, last_seq, hash, dropped, at, key_id, signature";

  static Checkpoint read(ResultSet row) throws SQLException {
    return new Checkpoint(
        row.getLong("number"),
        row.getObject("first_seq", Long.class),
        row.getLong("last_seq"),
        row.getBytes("hash"),
        row.getObject("dropped", LocalDate.class),
        Columns.instant(row, "at"),
        row.getString("key_id"),
        row.getBytes("signature"));
  }

  /// What is signed: lines that a person can read, and check with any tool that knows Ed25519. The
  /// last one is the signature before, so that none can be taken out.
  byte[] message(String chain, byte[] before) {
    return String.join(
            "\n",
            "maas ledger checkpoint 1",
            "chain " + chain,
            "number " + number,
            "first " + (firstSeq == null ? "-" : firstSeq),
            "last " + lastSeq,
            "hash " + (hash == null ? "-" : HexFormat.of().formatHex(hash)),
            "dropped " + (dropped == null ? "-" : dropped),
            "at " + at,
            "key " + keyId,
            "after " + HexFormat.of().formatHex(before),
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  Checkpoint signed(byte[] with) {
    return new Checkpoint(number, firstSeq, lastSeq, hash, dropped, at, keyId, with);
  }
}
