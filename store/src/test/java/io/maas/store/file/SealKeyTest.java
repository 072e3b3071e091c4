package io.maas.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealKeyTest {

  @TempDir private Path data;

  @Test
  void signsAsAnybodyCanCheck() throws Exception {
    byte[] message = "said".getBytes(StandardCharsets.UTF_8);
    SealKey made = SealKey.in(data);
    SealKey read = SealKey.in(data);

    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(made.publicKey())));
    check.update(message);

    assertThat(check.verify(read.sign(message))).isTrue();
    assertThat(read.keyId()).isEqualTo(made.keyId()).matches("[0-9a-f]{32}");
  }

  @Test
  void keepsTheSecretHalfToItself() throws IOException {
    SealKey.in(data);

    assertThat(Files.getPosixFilePermissions(data.resolve("ledger-seal.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(data.resolve("ledger-seal.key")).content().startsWith("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void refusesAFileThatIsNoKey() throws IOException {
    SealKey.in(data);
    Files.writeString(data.resolve("ledger-seal.key"), "no key");

    assertThatThrownBy(() -> SealKey.in(data))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("ledger-seal.key: no key (expected: an Ed25519 key in PEM)");
  }
}
