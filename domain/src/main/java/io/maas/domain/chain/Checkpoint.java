package io.maas.domain.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What was signed about a chain: the hash of its record `lastSeq`; and where `dropped` names a
/// day, that the records from `firstSeq` on went with it.
///
/// @param number counts the chain's checkpoints, from 1 on without a gap
/// @param hash null for records from before there were chains
public record Checkpoint(
    long number,
    @Nullable Long firstSeq,
    long lastSeq,
    byte @Nullable [] hash,
    @Nullable LocalDate dropped,
    Instant at,
    String keyId,
    byte[] signature) {

  /// What is signed: lines that a person can read, and check with any tool that knows Ed25519. The
  /// last one is the signature before, so that none can be taken out.
  ///
  /// @param before the signature before; empty for the first
  public byte[] message(Book book, String chain, byte[] before) {
    return String.join(
            "\n",
            "maas " + book.word() + " checkpoint 1",
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

  /// The same with a signature.
  public Checkpoint signed(byte[] with) {
    return new Checkpoint(number, firstSeq, lastSeq, hash, dropped, at, keyId, with);
  }
}
