package io.maas.protocol.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.protocol.aws.SigV4.Parameter;
import io.maas.protocol.aws.SigV4.Request;
import io.maas.protocol.aws.SigV4.Scope;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// Our signature against that of AWS's own SDK, over requests as Bedrock gets them.
class SigV4AgainstAwsTest {

  private static final List<String> MODELS =
      List.of(
          "anthropic.claude-sonnet-4-5-20250929-v1:0",
          "us.amazon.nova-pro-v1:0",
          "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3",
          "openai.gpt-oss-120b-1:0",
          "modèle ~_.-");

  @Property(tries = 300)
  void signsAsTheSdkDoes(@ForAll long seed) {
    Random random = new Random(seed);
    String model = MODELS.get(random.nextInt(MODELS.size()));
    String path = "/model/" + PercentEncoding.of(model) + "/converse";
    byte[] body = ("{\"n\":\"é" + random.nextInt() + "\"}").getBytes(UTF_8);
    String token = random.nextBoolean() ? "token//" + random.nextInt() + "==" : null;
    Instant at = Instant.ofEpochSecond(1_600_000_000L + random.nextInt(1_000_000_000));
    List<Parameter> query =
        random.nextInt(3) > 0
            ? List.of()
            : List.of(
                new Parameter("b c", "ü/" + random.nextInt(9)),
                new Parameter("a", "2"),
                new Parameter("a", "1"));

    SdkHttpRequest signed = bySdk(path, query, body, token, at);
    Map<String, String> headers = new HashMap<>();
    for (String name : List.of("Host", "content-type", "x-amz-content-sha256")) {
      signed.firstMatchingHeader(name).ifPresent(value -> headers.put(name, value));
    }
    Map<String, String> ours =
        SigV4.sign(
            new Request("POST", path, query, headers, body),
            new AwsCredentials("AKID", "secret/+", token),
            new Scope("us-east-1", "bedrock"),
            at);

    assertThat(ours.get("authorization"))
        .isEqualTo(signed.firstMatchingHeader("Authorization").orElseThrow());
    assertThat(ours.get("x-amz-date"))
        .isEqualTo(signed.firstMatchingHeader("X-Amz-Date").orElseThrow());
    assertThat(ours.get("x-amz-security-token"))
        .isEqualTo(signed.firstMatchingHeader("X-Amz-Security-Token").orElse(null));
  }

  private static SdkHttpRequest bySdk(
      String path, List<Parameter> query, byte[] body, @Nullable String token, Instant at) {
    Map<String, List<String>> parameters = new HashMap<>();
    query.forEach(
        each -> parameters.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each.value()));
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://bedrock-runtime.us-east-1.amazonaws.com" + path))
            .rawQueryParameters(parameters)
            .putHeader("content-type", "application/json")
            .build();
    AwsCredentialsIdentity identity =
        token == null
            ? AwsCredentialsIdentity.create("AKID", "secret/+")
            : AwsSessionCredentialsIdentity.create("AKID", "secret/+", token);
    return AwsV4HttpSigner.create()
        .sign(each ->
            each.request(request)
                .identity(identity)
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
        .request();
  }
}
