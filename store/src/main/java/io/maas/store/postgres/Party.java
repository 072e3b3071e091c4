package io.maas.store.postgres;

import io.maas.domain.chain.ChainHash;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.UsageRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who used what on whose account: what sums are kept of. Its id is a digest of all the rest, so
/// that gateways that never heard of each other call the same party the same.
///
/// @param values of [#COLUMNS]; empty texts for what a request has none of
record Party(UUID id, List<String> values) {

  /// The table's columns behind `id`.
  static final List<String> COLUMNS =
      List.of(
          "tenant",
          "username",
          "key_id",
          "subscription",
          "model",
          "organization",
          "cost_center",
          "currency");

  static Party of(UsageRecord usageRecord) {
    Intent intent = usageRecord.intent();
    List<String> values =
        List.of(
            StoredText.of(intent.tenant()),
            StoredText.of(intent.user()),
            text(intent.keyId()),
            StoredText.of(intent.subscription()),
            StoredText.of(intent.model()),
            text(intent.attribution().organization()),
            text(intent.attribution().costCenter()),
            text(intent.rate() == null ? null : intent.rate().currency()));
    return new Party(digest(values), values);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : StoredText.of(text);
  }

  private static UUID digest(List<String> values) {
    MessageDigest digest = ChainHash.sha256();
    for (String value : values) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(text);
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
