package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.call.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "apiKey",
        "api-key",
        "token",
        "bootstrapToken",
        "clientSecret",
        "password",
        "db_password",
        "Authorization",
        "private_key"
      })
  void masksByTheNameOfAField(String name) {
    assertThat(Masked.json(Map.of("spec", List.of(Map.of(name, "hunter2")))))
        .isEqualTo("{\"spec\":[{\"" + name + "\":\"***\"}]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-oai-2fGh5jKl8mNp_q3rStUvWxYz",
        "sk-proj-abcdefghijklmnopqrst",
        "maas-2fGh5jKl8mNpq3rStUv",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0.",
        "Bearer abc.def",
        "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
        "$argon2id$v=19$m=65536$c2FsdA$aGFzaA",
        "AKIAIOSFODNN7EXAMPLE"
      })
  void masksByHowSecretsLook(String secret) {
    String masked = String.valueOf(Masked.json(Map.of("description", "it is " + secret)));

    assertThat(masked).isEqualTo("{\"description\":\"it is ***\"}");
  }

  @Test
  void masksWhoGoesInByAUrl() {
    assertThat(Masked.json(Map.of("url", "https://ada:pw@proxy.example:1/x")))
        .isEqualTo("{\"url\":\"https://***@proxy.example:1/x\"}");
  }

  @Test
  void leavesTheRestAsItIs() {
    String plain =
        "{\"billingRate\":{\"perToken\":\"0.00002\"},\"tokenRateLimits\":[{\"limit\":5}],"
            + "\"credentialRef\":{\"name\":\"granite-key\"},\"namespace\":\"models-as-a-service\","
            + "\"none\":null,\"url\":\"http://127.0.0.1:9/\"}";

    assertThat(Json.read(plain)).isInstanceOf(Json.Read.Tree.class);
    assertThat(Masked.json(((Json.Read.Tree) Json.read(plain)).root())).isEqualTo(plain);
  }

  @Test
  void leavesOutWhatNobodyReads() {
    char[] much = new char[Masked.LONGEST];
    Arrays.fill(much, 'x');

    assertThat(Masked.json(Map.of("a", new String(much))))
        .contains("left_out")
        .hasSizeLessThan(100);
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(Masked.json(null)).isNull();
  }
}
