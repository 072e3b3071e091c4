package io.maas.store.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What ties a record to the one before it: SHA-256 over the format's version, that one's hash, the
/// record's number in its chain, and the text of each of [UsageColumn#ALL], its length first (-1
/// where there is none), so that no two records are written alike. A column that is
/// [UsageColumn#later] has its name before its text, and is left out where it has none.
final class RecordHash {

  private static final byte VERSION = 1;
  private static final int LENGTH = 32;

  private RecordHash() {}

  /// What the first record of a chain follows.
  static byte[] none() {
    return new byte[LENGTH];
  }

  static byte[] of(byte[] before, long seq, List<@Nullable String> values) {
    MessageDigest digest = sha256();
    digest.update(VERSION);
    digest.update(before);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).array());
    for (int i = 0; i < values.size(); i++) {
      UsageColumn column = UsageColumn.ALL.get(i);
      String value = values.get(i);
      if (!column.later()) {
        update(digest, value);
      } else if (value != null) {
        update(digest, column.name());
        update(digest, value);
      }
    }
    return digest.digest();
  }

  /// The same of a record whose texts all have their place from the beginning.
  static byte[] ofTexts(byte[] before, long seq, List<@Nullable String> values) {
    MessageDigest digest = sha256();
    digest.update(VERSION);
    digest.update(before);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seq).array());
    values.forEach(value -> update(digest, value));
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

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
