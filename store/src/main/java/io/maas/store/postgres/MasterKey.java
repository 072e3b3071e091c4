package io.maas.store.postgres;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key that secrets are sealed with. It is in the environment of the processes, and never in the
/// database that it protects.
public final class MasterKey {

  /// What the text of one is, for messages.
  public static final String EXPECTED =
      "32 bytes in base64, as `openssl rand -base64 32` makes them";

  private static final int BYTES = 32;
  private static final int ID_BYTES = 8;

  private final SecretKey key;
  private final String id;

  private MasterKey(byte[] bytes) throws GeneralSecurityException {
    this.key = new SecretKeySpec(bytes, "AES");
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("maas secrets key id".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    this.id = HexFormat.of().formatHex(digest.digest(bytes), 0, ID_BYTES);
  }

  /// Reads one; empty if the text is none.
  public static Optional<MasterKey> parse(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      return bytes.length == BYTES ? Optional.of(new MasterKey(bytes)) : Optional.empty();
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /// Names it without telling anything of it.
  public String id() {
    return id;
  }

  SecretKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "MasterKey[" + id + "]";
  }
}
