package io.maas.control.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.domain.chain.Checkpoint;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What was signed about an audit log, as a line of its export.
///
/// @param checkpoint its number, from 1 on
/// @param chain whose log
/// @param firstSeq where lines were dropped, the first of them
/// @param lastSeq the line that was signed, or the last that was dropped
/// @param hash that line's
/// @param dropped the day when lines were dropped
/// @param keyId whose public half is in `ledger-seal.pub`
record CheckpointView(
    long checkpoint,
    String chain,
    @JsonProperty("first_seq") @Nullable Long firstSeq,
    @JsonProperty("last_seq") long lastSeq,
    @Nullable String hash,
    @Nullable String dropped,
    String at,
    @JsonProperty("key_id") String keyId,
    String signature) {

  static CheckpointView of(String chain, Checkpoint of) {
    byte[] hash = of.hash();
    return new CheckpointView(
        of.number(),
        chain,
        of.firstSeq(),
        of.lastSeq(),
        hash == null ? null : HexFormat.of().formatHex(hash),
        of.dropped() == null ? null : of.dropped().toString(),
        of.at().toString(),
        of.keyId(),
        HexFormat.of().formatHex(of.signature()));
  }
}
