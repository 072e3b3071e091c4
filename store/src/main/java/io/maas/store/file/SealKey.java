package io.maas.store.file;

import io.maas.domain.ledger.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// A pair of Ed25519 keys in two files, in PEM: `ledger-seal.key`, which nobody but its owner may
/// read, and `ledger-seal.pub`. Made when it is asked for first.
public final class SealKey implements Seal {

  private static final String ALGORITHM = "Ed25519";
  private static final int ID_BYTES = 16;

  private final PrivateKey privateKey;
  private final PublicKey publicKey;
  private final String keyId;

  private SealKey(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
    this.keyId = HexFormat.of().formatHex(digest, 0, ID_BYTES);
  }

  /// The pair in a directory.
  ///
  /// @throws IOException if the files cannot be read or written, or hold no such keys
  public static SealKey in(Path directory) throws IOException {
    Path secret = directory.resolve("ledger-seal.key");
    Path open = directory.resolve("ledger-seal.pub");
    try {
      if (!Files.exists(secret) || !Files.exists(open)) {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        write(open, "PUBLIC KEY", pair.getPublic().getEncoded(), "rw-r--r--");
        write(secret, "PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-------");
      }
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      return new SealKey(
          factory.generatePrivate(new PKCS8EncodedKeySpec(read(secret))),
          factory.generatePublic(new X509EncodedKeySpec(read(open))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(secret + ": no key (expected: an Ed25519 key in PEM)", e);
    }
  }

  private static void write(Path file, String what, byte[] content, String mode)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    Files.writeString(
        fresh, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] read(Path file) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(file).replaceAll("-----[A-Z ]+-----", ""));
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public byte[] publicKey() {
    return publicKey.getEncoded();
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read does not sign", e);
    }
  }
}
