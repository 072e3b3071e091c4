package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.aws.SigV4.Parameter;
import io.maas.protocol.aws.SigV4.Request;
import io.maas.protocol.aws.SigV4.Scope;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SigV4Test {

  private static final String KEY = "AKIDEXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");

  /// AWS's own test suite.
  @TestFactory
  Stream<DynamicTest> signsAsPublished() throws IOException {
    List<DynamicTest> cases = new ArrayList<>();
    try (InputStream vectors = SigV4Test.class.getResourceAsStream("sigv4-vectors.json")) {
      for (JsonNode vector : Json.MAPPER.readTree(vectors)) {
        cases.add(DynamicTest.dynamicTest(vector.path("name").asText(), () -> check(vector)));
      }
    }
    assertThat(cases).hasSizeGreaterThan(30);
    return cases.stream();
  }

  private static void check(JsonNode vector) {
    Map<String, String> headers = new HashMap<>();
    vector
        .path("headers")
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
    List<Parameter> query = new ArrayList<>();
    vector
        .path("query")
        .forEach(each -> query.add(new Parameter(each.get(0).asText(), each.get(1).asText())));
    Request request =
        new Request(
            vector.path("method").asText(),
            vector.path("path").asText(),
            query,
            headers,
            vector.path("body").asText().getBytes(UTF_8));

    Map<String, String> added =
        SigV4.sign(
            request,
            new AwsCredentials(KEY, SECRET, vector.path("token").textValue()),
            new Scope("us-east-1", "service"),
            AT);

    assertThat(added.get("authorization")).isEqualTo(vector.path("authorization").asText());
  }

  @Test
  void sendsTheTokenOfCredentialsThatExpire() {
    Request request = new Request("POST", "/", List.of(), Map.of("host", "h"), new byte[0]);

    Map<String, String> added =
        SigV4.sign(
            request,
            new AwsCredentials(KEY, SECRET, "token"),
            new Scope("eu-west-1", "bedrock"),
            AT);

    assertThat(added)
        .containsEntry("x-amz-security-token", "token")
        .containsEntry("x-amz-date", "20150830T123600Z");
    assertThat(added.get("authorization"))
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-west-1/bedrock/aws4_request,"
                + " SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=");
  }

  @Test
  void saysNothingOfItsSecrets() {
    assertThat(new AwsCredentials(KEY, SECRET, "token").toString())
        .contains(KEY)
        .doesNotContain(SECRET, "token");
  }

  @Test
  void refusesCredentialsWithoutASecret() {
    assertThatThrownBy(() -> new AwsCredentials(KEY, " ", null))
        .hasMessage("credentials: without access key or secret (expected: both)");
  }
}
