package io.maas.store.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordTest {

  private static final long SEED = 7;

  @TempDir private Path folder;

  @Test
  void isMadeOfTheRandomnessThatItIsHanded() throws IOException {
    // given
    byte[] expected = new byte[32];
    new Random(SEED).nextBytes(expected);
    Password password = Password.of(folder.resolve("postgres.password"));

    // when
    password.createUnlessThere(new Random(SEED));

    // then
    assertThat(Base64.getUrlDecoder().decode(password.read())).isEqualTo(expected);
  }

  @Test
  void staysWhatItIs() throws IOException {
    // given
    Password password = Password.of(folder.resolve("postgres.password"));
    password.createUnlessThere(new Random(SEED));
    String first = password.read();

    // when
    password.createUnlessThere(new Random(SEED + 1));

    // then
    assertThat(password.read()).isEqualTo(first);
  }
}
