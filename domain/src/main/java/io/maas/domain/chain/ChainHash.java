package io.maas.domain.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What ties a record to the one before it: SHA-256 over the format's version, that one's hash, the
/// record's number in its chain, and each text of what it says, its length first (-1 where there is
/// none), so that no two records are written alike.
public final class ChainHash {

  private static final byte VERSION = 1;
  private static final int LENGTH = 32;

  private ChainHash() {}

  /// What the first record of a chain follows.
  public static byte[] none() {
    return new byte[LENGTH];
  }

  /// A record's.
  ///
  /// @param before that of the record before
  /// @param seq its number in the chain
  /// @param texts what it says, in an order that never changes
  public static byte[] of(byte[] before, long seq, List<@Nullable String> texts) {
    MessageDigest digest = sha256();
    digest.update(VERSION);
    digest.update(before);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).array());
    texts.forEach(text -> update(digest, text));
    return digest.digest();
  }

  private static void update(MessageDigest digest, @Nullable String value) {
    byte[] text = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    int length = text == null ? -1 : text.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    if (text != null) {
      digest.update(text);
    }
  }

  /// The digest that all of this is made with.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
