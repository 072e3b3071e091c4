package io.maas.control.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The ledger's id of a record from elsewhere. Always the same for the same record, so that it is
/// known when it comes again, in whatever file.
final class RecordId {

  private static final int VERSION = 7;
  private static final Duration APART = Duration.ofDays(1);

  private RecordId() {}

  /// @param name the id that it has elsewhere: kept if it is a UUIDv7 of that moment
  static UUID of(String name, String tenant, Instant at) {
    try {
      UUID given = UUID.fromString(name);
      Instant made = Instant.ofEpochMilli(given.getMostSignificantBits() >>> 16);
      if (given.version() == VERSION
          && given.toString().equals(name)
          && Duration.between(made, at).abs().compareTo(APART) <= 0) {
        return given;
      }
    } catch (IllegalArgumentException _) {
      // another system's form of ids
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256(tenant + "\n" + name));
    long high = (at.toEpochMilli() << 16) | 0x7000 | (digest.getShort() & 0xFFF);
    long low = (digest.getLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
