package io.maas.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

  private static final ApiKey KEY = new ApiKey("0123456789ABCDEF", "secretSecret");

  @Test
  void isReadBackAsItWasRevealed() {
    Random random = new Random(1);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ApiKey key = ApiKey.generate(random);
      assertThat(ApiKey.parse(key.reveal())).contains(key);
      assertThat(key.reveal()).matches("sk-oai-[0-9A-Za-z]{1,17}_[0-9A-Za-z]{1,43}");
      assertThat(seen.add(key.reveal())).isTrue();
    }
  }

  @Test
  void encodesBytesAsOneLargeNumber() {
    ApiKey zeros = ApiKey.generate(() -> 0L);
    ApiKey ones = ApiKey.generate(() -> -1L);

    assertThat(zeros.reveal()).isEqualTo("sk-oai-0_0");
    assertThat(ones.keyId()).isEqualTo(base62("ffffffffffffffffffffffff"));
    assertThat(ones.secret()).hasSize(43);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sk-oai-",
        "sk-oai-_",
        "sk-oai-a",
        "sk-oai-a_",
        "sk-oai-_a",
        "sk-oai-a_b_c",
        "sk-oai-a-b_c",
        "sk-oai-a_b ",
        " sk-oai-a_b",
        "sk-oai-ä_b",
        "SK-OAI-a_b",
        "sk-proj-a_b",
        "a_b",
        "sk-oai-a_b\n",
        "sk-oai-\u0661_b",
      })
  void refusesWhatIsNoKey(String text) {
    assertThat(ApiKey.parse(text)).isEmpty();
  }

  @Test
  void isStoredUnderTheHashOfBothItsParts() {
    assertThat(new ApiKey("a", "b").hash())
        .isEqualTo(CredentialHash.of("a\0b"))
        .isNotEqualTo(new ApiKey("a", "c").hash())
        .isNotEqualTo(new ApiKey("c", "b").hash());
    assertThat(CredentialHash.of("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void showsOnlyTheStartOfItsId() {
    assertThat(KEY.shown()).isEqualTo("sk-oai-0123456789AB...");
    assertThat(new ApiKey("abc", "secret").shown()).isEqualTo("sk-oai-abc...");
    assertThat(KEY.toString()).isEqualTo(KEY.shown());
    assertThat(new Credential.Key(KEY).toString()).doesNotContain("secretSecret");
    assertThat(new Credential.Token("ey.abc").toString()).doesNotContain("ey.abc");
  }

  private static String base62(String hex) {
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    BigInteger rest = new BigInteger(hex, 16);
    StringBuilder text = new StringBuilder();
    while (rest.signum() > 0) {
      text.insert(0, alphabet.charAt(rest.mod(BigInteger.valueOf(62)).intValue()));
      rest = rest.divide(BigInteger.valueOf(62));
    }
    return text.toString();
  }
}
