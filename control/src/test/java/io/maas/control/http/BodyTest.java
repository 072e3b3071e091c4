package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  private static ControlServer control;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "'text'",
        "{} {}",
        "{'name':'a','name':'b'}",
        "{'name':}",
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    Answer answer = control.post(control.admin, "/v1/users", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).startsWith("body: ").contains("(expected: a JSON object)");
    assertThat(answer.response().body()).doesNotContain("com.fasterxml", "java.");
  }

  @Test
  void namesTheKeyThatComesTwice() {
    Answer answer = control.post(control.admin, "/v1/users", "{'name':'a','name':'b'}");

    assertThat(answer.error()).contains("Duplicate field 'name'");
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() {
    Answer answer =
        control.post(control.admin, "/v1/users", "{'name':'" + "x".repeat(70_000) + "'}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).contains("at most 65536 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void refusesABodyThatTurnsOutTooLarge(HttpClient.Version version) {
    byte[] body = "x".repeat(200_000).getBytes(StandardCharsets.UTF_8);

    Answer answer =
        control.send(
            control
                .request(control.admin, "/v1/users")
                .version(version)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body))));

    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterARefusalThatCameBeforeTheBody(HttpClient.Version version) {
    HttpRequest.Builder refused =
        control
            .request("", "/v1/users")
            .version(version)
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)));

    Answer first = control.send(refused);
    Answer second = control.send(control.request("", "/health").version(version).GET());

    assertThat(first.status()).isEqualTo(401);
    assertThat(second.status()).isEqualTo(200);
  }

  @Test
  void takesABodyAsLargeAsAllowed() {
    String rest = "{\"name\":\"large\",\"x\":\"\"}";
    String body =
        rest.substring(0, rest.length() - 2)
            + "x".repeat(ControlServer.MAX_BODY - rest.length())
            + "\"}";

    Answer answer = control.post(control.admin, "/v1/users", body);

    assertThat(body).hasSize(ControlServer.MAX_BODY);
    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void readsJsonThatIsPostedAsAForm() {
    Answer answer =
        control.post(
            control.admin,
            "/v1/users",
            "{'name':'curl','x':'" + "y".repeat(10_000) + "'}",
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    Answer answer =
        control.send(
            control
                .request(control.admin, "/v1/users")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'})));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains("not UTF-8");
  }
}
