package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Secret;
import io.maas.store.postgres.SecretCipher.Sealed;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

  private static final Secret VALUE = new Secret("sk-123 ü");
  private static final String PLACE = "llm/openai-key/api-key";

  private final MasterKey one = key(1);
  private final MasterKey two = key(2);
  private final SecretCipher cipher = new SecretCipher(one, null, new SecureRandom());

  @Test
  void opensWhatItSealed() {
    Sealed sealed = cipher.seal(PLACE, VALUE);

    assertThat(cipher.open(PLACE, sealed)).contains(VALUE);
    assertThat(sealed.text()).doesNotContain("sk-123");
    assertThat(sealed.keyId()).isEqualTo(one.id()).hasSize(16);
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    assertThat(cipher.seal(PLACE, VALUE)).isNotEqualTo(cipher.seal(PLACE, VALUE));
  }

  @Test
  void opensNothingAtAnotherPlace() {
    assertThat(cipher.open("llm/other/api-key", cipher.seal(PLACE, VALUE))).isEmpty();
  }

  @Test
  void opensNothingThatWasChanged() {
    Sealed sealed = cipher.seal(PLACE, VALUE);
    byte[] bytes = Base64.getDecoder().decode(sealed.text());
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      String text = Base64.getEncoder().encodeToString(bytes);
      assertThat(cipher.open(PLACE, new Sealed(sealed.keyId(), text))).as("byte " + i).isEmpty();
      bytes[i] ^= 1;
    }
    assertThat(cipher.open(PLACE, new Sealed(sealed.keyId(), "?"))).isEmpty();
    assertThat(cipher.open(PLACE, new Sealed(sealed.keyId(), ""))).isEmpty();
  }

  @Test
  void opensWhatThePreviousKeySealedAndSealsWithTheCurrentOne() {
    Sealed old = cipher.seal(PLACE, VALUE);
    SecretCipher rotated = new SecretCipher(two, one, new SecureRandom());

    assertThat(rotated.open(PLACE, old)).contains(VALUE);
    assertThat(rotated.isCurrent(old)).isFalse();
    assertThat(rotated.isCurrent(rotated.seal(PLACE, VALUE))).isTrue();
    assertThat(new SecretCipher(two, null, new SecureRandom()).open(PLACE, old)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "not base64 at all, but of a good length!!!!!!"})
  void takesNothingElseForAKey(String text) {
    assertThat(MasterKey.parse(text)).isEmpty();
  }

  @Test
  void showsNothingOfAKey() {
    assertThat(one.toString()).isEqualTo("MasterKey[" + one.id() + "]");
    assertThat(one.id()).isNotEqualTo(two.id());
  }

  static MasterKey key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return MasterKey.parse(Base64.getEncoder().encodeToString(bytes)).orElseThrow();
  }
}
