package io.maas.domain.resource.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Secret;
import io.maas.domain.resource.Kind;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the providers of the second generation are reached, each as its own documents say.
class ProviderConnectionTest {

  private static final Secret KEY = new Secret("value of key");
  private static final String ACCOUNT = "{client_email: a@b, private_key: pem}";

  private final Scene scene = new Scene().secret("key");

  @ParameterizedTest
  @CsvSource({
    "openai,authorization",
    "anthropic,x-api-key",
    "azure-openai,api-key",
    "gemini,x-goog-api-key",
    "vertex,x-goog-api-key",
    "vertex-openai,authorization",
    "bedrock-openai,authorization",
    "bedrock,authorization",
    "anything,authorization",
  })
  void putsAKeyWhereTheProviderReadsIt(String provider, String header) {
    provider(provider, "apikey", "");
    models("openai-chat", "/v1/chat/completions", "");

    assertThat(only().access())
        .isEqualTo(
            header.equals("authorization")
                ? new Access.Bearer(KEY)
                : new Access.Header(header, KEY));
  }

  @Test
  void sendsASimpleKeyAsABearerTokenToWhomever() {
    provider("anthropic", "simple", "");
    models("messages", "/v1/messages", "");

    assertThat(only().access()).isEqualTo(new Access.Bearer(KEY));
  }

  @Test
  void signsForBedrockInTheRegionOfTheConfig() {
    scene.secret("key", "access-key-id", "AKIA").secret("key", "secret-access-key", "s");
    provider("bedrock", "sigv4", "region: eu-central-1");
    models("bedrock-converse", "/model/{model}/converse", "");

    Secret secret = new Secret("s");
    assertThat(only().access())
        .isEqualTo(new Access.SigV4("AKIA", secret, null, "eu-central-1", "bedrock"));
    assertThat(only().surfaces())
        .containsExactly(new Surface(Dialect.BEDROCK_CONVERSE, "/model/{model}/converse"));

    scene.secret("key", "session-token", "t");
    assertThat(only().access())
        .isEqualTo(new Access.SigV4("AKIA", secret, new Secret("t"), "eu-central-1", "bedrock"));
  }

  @Test
  void saysWhatSigningLacks() {
    provider("bedrock", "sigv4", "");
    models("bedrock-converse", "/model/{model}/converse", "");
    assertThat(said()).isEqualTo("provider main: secret llm/key has no key access-key-id");
    assertThat(scene.said(Kind.EXTERNAL_PROVIDER, "llm/main").phase()).isEqualTo("Pending");

    scene.secret("key", "access-key-id", "AKIA");
    assertThat(said()).isEqualTo("provider main: secret llm/key has no key secret-access-key");

    scene.secret("key", "secret-access-key", "s");
    assertThat(said())
        .isEqualTo(
            "provider main: config.region: missing (expected: with auth type sigv4, AWS' region,"
                + " such as us-east-1)");
    assertThat(scene.said(Kind.EXTERNAL_PROVIDER, "llm/main").phase())
        .as("a reference may give the region")
        .isEqualTo("Ready");
  }

  @ParameterizedTest
  @CsvSource({"region: 'a/b'", "region: US", "'region: r, service: a_b'"})
  void refusesARegionOrServiceThatIsNoWord(String config) {
    scene.secret("key", "access-key-id", "AKIA").secret("key", "secret-access-key", "s");
    provider("bedrock", "sigv4", config);
    models("bedrock-converse", "/model/{model}/converse", "");

    assertThat(said()).startsWith("provider main: config.").contains("(expected: ");
    assertThat(scene.said(Kind.EXTERNAL_MODEL, "llm/m").phase()).isEqualTo("Failed");
  }

  @Test
  void knowsGoogleByAServiceAccount() {
    scene.secret("key", "service-account.json", ACCOUNT);
    provider("vertex-openai", "oauth2", "project: p-1, location: europe-west4");
    models(
        "openai-chat",
        "/v1/projects/{project}/locations/{location}/endpoints/openapi/chat/completions",
        "");

    assertThat(only())
        .isEqualTo(
            new Endpoint(
                "main",
                URI.create("https://host.example"),
                "t",
                "vertex-openai",
                new Access.ServiceAccount(new Secret(ACCOUNT)),
                List.of(
                    new Surface(
                        Dialect.OPENAI_CHAT,
                        "/v1/projects/p-1/locations/europe-west4/endpoints/openapi"
                            + "/chat/completions")),
                Share.of(1)));
  }

  @ParameterizedTest
  @CsvSource({"sk-123", "{a: b}", "[", "'{client_email: a}'"})
  void saysThatAServiceAccountIsNoneWithoutShowingIt(String value) {
    scene.secret("key", "service-account.json", value);
    provider("vertex", "oauth2", "");
    models("gemini", "/v1/x/models/{model}:generateContent", "");

    String expected =
        "secret llm/key: service-account.json is no service account's key (expected: JSON with"
            + " client_email and private_key)";
    assertThat(said()).isEqualTo("provider main: " + expected);
    assertThat(scene.said(Kind.EXTERNAL_PROVIDER, "llm/main").message("Ready")).isEqualTo(expected);
  }

  @Test
  void reachesAnAzureDeploymentByAPathWithAQuery() {
    provider("azure-openai", "apikey", "api-version: 2024-10-21");
    models(
        "openai-chat",
        "/openai/deployments/{model}/chat/completions?api-version={api-version}",
        "");

    assertThat(only().url()).isEqualTo(URI.create("https://host.example"));
    assertThat(only().surfaces())
        .containsExactly(
            new Surface(
                Dialect.OPENAI_CHAT,
                "/openai/deployments/{model}/chat/completions?api-version=2024-10-21"));
  }

  @Test
  void keepsAQueryBehindTheUsualPath() {
    provider("azure-openai", "apikey", "");
    models("openai-chat", "/openai/v1/chat/completions?api-version=preview", "");

    assertThat(only().url()).isEqualTo(URI.create("https://host.example/openai"));
    assertThat(only().surfaces())
        .containsExactly(
            new Surface(Dialect.OPENAI_CHAT, "/v1/chat/completions?api-version=preview"));
  }

  @ParameterizedTest
  @CsvSource({
    "openai-responses,/v1/chat/completions,/responses",
    "messages,/v1/complete,/messages",
    "bedrock-converse,/model/{model}/invoke,/converse",
    "gemini,/v1/models/{model}:streamGenerateContent,:generateContent",
    "gemini,/v1/models/{other}:generateContent,:generateContent",
  })
  void saysWhichPathsADialectIsNotAt(String apiFormat, String path, String end) {
    provider("openai", "apikey", "");
    models(apiFormat, path, "");

    assertThat(said())
        .isEqualTo(
            "provider main: path "
                + path
                + " (expected: filled placeholders and "
                + end
                + " at the end)");
  }

  @Test
  void isOneEndpointThatSpeaksSeveralDialectsWhereReferencesDifferInTheirDialectAlone() {
    provider("anthropic", "apikey", "");
    refs(
        ref("messages", "/v1/messages", ", weight: 3, priority: 1"),
        ref("openai-chat", "/v1/chat/completions", ", weight: 3, priority: 1"));

    assertThat(only().surfaces())
        .containsExactly(
            new Surface(Dialect.MESSAGES, "/v1/messages"),
            new Surface(Dialect.OPENAI_CHAT, "/v1/chat/completions"));
    assertThat(only().share()).isEqualTo(new Share(1, 3, 0));
  }

  @Test
  void keepsWholePathsWhereSurfacesHaveNoCommonBase() {
    provider("azure-openai", "apikey", "");
    refs(
        ref("openai-responses", "/openai/v1/responses", ""),
        ref("openai-chat", "/other/v1/chat/completions", ""));

    assertThat(only().url()).isEqualTo(URI.create("https://host.example"));
    assertThat(only().surfaces())
        .extracting(Surface::path)
        .containsExactly("/openai/v1/responses", "/other/v1/chat/completions");
  }

  @ParameterizedTest
  @CsvSource({
    "messages,/v1/messages,weight: 2",
    "messages,/v1/messages,config: {port: '81'}",
    "messages,/v1/messages,'auth: {type: simple, secretRef: {name: key}}'",
    "openai-chat,/v2/chat/completions,weight: 1",
  })
  void isTwoEndpointsWhereReferencesDifferInAnythingElse(
      String apiFormat, String path, String more) {
    provider("anthropic", "apikey", "");
    refs(ref("openai-chat", "/v1/chat/completions", ""), ref(apiFormat, path, ", " + more));

    assertThat(endpoints()).extracting(Endpoint::name).containsExactly("main", "main-2");
  }

  private void provider(String provider, String type, String config) {
    scene.with(
        Kind.EXTERNAL_PROVIDER,
        "llm/main",
        "{provider: %s, endpoint: host.example, auth: {type: %s, secretRef: {name: key}}, config: {%s}}"
            .formatted(provider, type, config));
  }

  private void models(String apiFormat, String path, String more) {
    refs(ref(apiFormat, path, more));
  }

  private static String ref(String apiFormat, String path, String more) {
    return "{ref: {name: main}, targetModel: t, apiFormat: %s, path: '%s'%s}"
        .formatted(apiFormat, path, more);
  }

  private void refs(String... refs) {
    scene
        .with(
            Kind.EXTERNAL_MODEL,
            "llm/m",
            "{externalProviderRefs: [" + String.join(", ", refs) + "]}")
        .with(Kind.MODEL_REF, "llm/m", "{modelRef: {kind: ExternalModel, name: m}}");
  }

  private String said() {
    return scene.said(Kind.EXTERNAL_MODEL, "llm/m").message("Ready");
  }

  private List<Endpoint> endpoints() {
    return scene.compile().snapshot().models().findFirst().orElseThrow().endpoints();
  }

  private Endpoint only() {
    List<Endpoint> endpoints = endpoints();
    assertThat(endpoints).hasSize(1);
    return endpoints.getFirst();
  }
}
