package io.maas.domain.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of a credential, in lower-case hex. Credentials are 256 random bits, so no slow hash is
/// needed; look-ups and caches use all of it, never a part.
///
/// @param hex 64 characters
public record CredentialHash(String hex) {

  /// Hashes a credential's text.
  public static CredentialHash of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new CredentialHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every JDK", e);
    }
  }
}
