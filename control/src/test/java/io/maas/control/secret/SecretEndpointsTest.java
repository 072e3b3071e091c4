package io.maas.control.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.catalog.Secret;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretEndpointsTest {

  private static final String AWS = "/v1/secrets/llm/aws";

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void keepsWhatAPutSaysAndShowsNamesAlone() {
    Answer put = put("{'data':{'access-key-id':'AKIA1','secret-access-key':'s3cret'}}");

    assertThat(put.status()).isEqualTo(204);
    assertThat(control.secrets.find("llm", "aws", "secret-access-key"))
        .contains(new Secret("s3cret"));
    Answer listed = control.get(control.admin, "/v1/secrets");
    assertThat(listed.response().body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"namespace\":\"llm\",\"name\":\"aws\",\"keys\":["
                + "{\"key\":\"access-key-id\",\"changedAt\":\"2026-03-01T12:00:00Z\",\"usable\":true},"
                + "{\"key\":\"secret-access-key\",\"changedAt\":\"2026-03-01T12:00:00Z\","
                + "\"usable\":true}]}],\"has_more\":false}");
    assertThat(control.get(control.admin, "/v1/secrets?namespace=x").json().path("data")).isEmpty();
    assertThat(control.get(control.admin, AWS).status()).as("nobody reads one").isEqualTo(405);
  }

  @Test
  void replacesWithAPutAndChangesWithAPatch() {
    put("{'data':{'a':'1','b':'2'}}");
    Answer patched = patch("{'data':{'b':null,'c':'3'}}");

    assertThat(patched.status()).isEqualTo(204);
    assertThat(control.secrets.find("llm", "aws", "a")).contains(new Secret("1"));
    assertThat(control.secrets.find("llm", "aws", "b")).isEmpty();
    assertThat(control.secrets.find("llm", "aws", "c")).contains(new Secret("3"));
    put("{'data':{'d':'4'}}");
    assertThat(control.secrets.find("llm", "aws", "a")).isEmpty();
  }

  @Test
  void forgetsASecretOnce() {
    put("{'data':{'a':'1'}}");

    assertThat(control.delete(control.admin, AWS).status()).isEqualTo(204);
    Answer again = control.delete(control.admin, AWS);
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.error()).isEqualTo("secret llm/aws not found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "s3cret",
        "{'s3cret':1}",
        "{'data':'s3cret'}",
        "{'data':{}}",
        "{'data':{'a':['s3cret']}}",
        "{'data':{'a':null}}",
        "{'data':{'a':' '}}",
        "{'data':{'../s3cret':'1'}}",
        "{'data':{'':'1'}}",
        "{'data':{'a':'s3cret','a':'s3cret'}}",
      })
  void refusesWhatCannotBeMeantWithoutRepeatingIt(String body) {
    Answer answer = put(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().body()).doesNotContain("s3cret").contains("(expected: ");
    assertThat(control.secrets.list()).isEmpty();
  }

  @Test
  void refusesNamesThatAreNone() {
    String data = "{'data':{'a':'1'}}";

    assertThat(control.put(control.admin, "/v1/secrets/LLM/a", data).error())
        .startsWith("namespace: not one (expected: 1 to 63 of a-z");
    assertThat(control.put(control.admin, "/v1/secrets/llm/a%2Fb", data).error())
        .startsWith("name: not one (expected: 1 to 253 of a-z");
    assertThat(control.put(control.admin, "/v1/secrets/llm/..", data).status()).isNotEqualTo(204);
  }

  @Test
  void saysWhatIsMissingWhereNothingCanBeKept() {
    control.secrets.hindrance = Optional.of("MAAS_SECRETS_KEY: missing (expected: a key)");

    Answer answer = put("{'data':{'a':'1'}}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error())
        .isEqualTo("no secret can be kept here: MAAS_SECRETS_KEY: missing (expected: a key)");
  }

  private Answer put(String body) {
    return control.put(control.admin, AWS, body);
  }

  private Answer patch(String body) {
    return control.send(
        control
            .request(control.admin, AWS)
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
  }
}
