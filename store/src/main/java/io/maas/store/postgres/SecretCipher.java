package io.maas.store.postgres;

import io.maas.domain.catalog.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Seals values with AES-256-GCM: a random nonce for each, and the place that the value is for as
/// associated data, so that a row that was moved to another place does not open there.
///
/// What is sealed with the previous key opens as well, so that the key can be replaced while
/// processes run.
public final class SecretCipher {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final @Nullable MasterKey current;
  private final @Nullable MasterKey previous;
  private final RandomGenerator random;

  /// @param current seals and opens; null where nothing can be kept
  /// @param previous opens only
  /// @param random fit for secrets
  public SecretCipher(
      @Nullable MasterKey current, @Nullable MasterKey previous, RandomGenerator random) {
    this.current = current;
    this.previous = previous;
    this.random = random;
  }

  /// What was sealed.
  ///
  /// @param keyId the key's
  /// @param text nonce, ciphertext and tag in base64
  record Sealed(String keyId, String text) {}

  /// Whether it can seal.
  boolean seals() {
    return current != null;
  }

  /// Whether a value is sealed with the key that is to be used now.
  boolean isCurrent(Sealed sealed) {
    return current != null && current.id().equals(sealed.keyId());
  }

  /// Whether there is the key that opens it.
  boolean knows(Sealed sealed) {
    return key(sealed.keyId()).isPresent();
  }

  /// Seals a value for a place.
  Sealed seal(String place, Secret value) {
    if (current == null) {
      throw new IllegalStateException("no key to seal with (expected: " + MasterKey.EXPECTED + ")");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce, place);
      byte[] sealed = cipher.doFinal(value.value().getBytes(StandardCharsets.UTF_8));
      byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return new Sealed(current.id(), Base64.getEncoder().encodeToString(all));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not to be had", e);
    }
  }

  /// Opens a value; empty if the key is not here, or the value was changed or is for another place.
  Optional<Secret> open(String place, Sealed sealed) {
    return key(sealed.keyId()).flatMap(key -> open(key, place, sealed.text()));
  }

  private static Optional<Secret> open(MasterKey key, String place, String text) {
    try {
      byte[] all = Base64.getDecoder().decode(text);
      if (all.length < NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, key, nonce, place)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, MasterKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private Optional<MasterKey> key(String id) {
    return Stream.of(Optional.ofNullable(current), Optional.ofNullable(previous))
        .flatMap(Optional::stream)
        .filter(key -> key.id().equals(id))
        .findFirst();
  }
}
