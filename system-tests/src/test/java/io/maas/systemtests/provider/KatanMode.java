package io.maas.systemtests.provider;

import java.util.Locale;
import java.util.Map;

/// A provider that llm-katan plays, as a manifest and a secret declare it.
enum KatanMode {
  OPENAI("openai", "openai", "openai-chat", "/v1/chat/completions", "apikey", "openai"),
  AZURE(
      "azure_openai",
      "azure-openai",
      "openai-chat",
      "/openai/v1/chat/completions",
      "apikey",
      "azure"),
  AZURE_DEPLOYMENT(
      "azure_openai",
      "azure-openai",
      "openai-chat",
      "/openai/deployments/{model}/chat/completions?api-version={api-version}",
      "apikey",
      "azure"),
  ANTHROPIC("anthropic", "anthropic", "messages", "/v1/messages", "apikey", "anthropic"),
  BEDROCK("bedrock", "bedrock", "bedrock-converse", "/model/{model}/converse", "sigv4", "bedrock"),
  BEDROCK_KEY(
      "bedrock", "bedrock", "bedrock-converse", "/model/{model}/converse", "apikey", "bedrock"),

  /// It reads a bearer alone, as Vertex does, and not `x-goog-api-key`, which Gemini reads.
  GEMINI(
      "vertexai",
      "gemini",
      "gemini",
      "/v1beta/models/{model}:generateContent",
      "simple",
      "vertexai"),
  VERTEX(
      "vertexai",
      "vertex",
      "gemini",
      "/v1/projects/{project}/locations/{location}/publishers/google/models/{model}:generateContent",
      "simple",
      "vertexai"),
  VERTEX_OPENAI(
      "vertexai",
      "vertex-openai",
      "openai-chat",
      "/v1/projects/{project}/locations/{location}/endpoints/openapi/chat/completions",
      "simple",
      "vertexai");

  private static final String RESOURCES =
      """
      apiVersion: inference.opendatahub.io/v1alpha1
      kind: ExternalProvider
      metadata: {name: NAME, namespace: llm}
      spec:
        provider: PROVIDER
        endpoint: 127.0.0.1
        auth: {type: AUTH, secretRef: {name: NAME}}
        config:
          port: "PORT"
          tls: "false"
          region: eu-central-1
          project: my-project
          location: europe-west4
          api-version: "2024-10-21"
      ---
      apiVersion: inference.opendatahub.io/v1alpha1
      kind: ExternalModel
      metadata: {name: NAME, namespace: llm}
      spec:
        externalProviderRefs:
          - {ref: {name: NAME}, targetModel: "eu.katan-v1:0", apiFormat: DIALECT, path: "PATH"}
      ---
      apiVersion: maas.opendatahub.io/v1alpha1
      kind: MaaSModelRef
      metadata: {name: NAME, namespace: llm}
      spec: {modelRef: {kind: ExternalModel, name: NAME}}
      ---
      """;

  private final String format;
  private final String provider;
  private final String dialect;
  private final String path;
  private final String auth;
  private final String key;

  KatanMode(String format, String provider, String dialect, String path, String auth, String key) {
    this.format = format;
    this.provider = provider;
    this.dialect = dialect;
    this.path = path;
    this.auth = auth;
    this.key = "llm-katan-" + key + "-key";
  }

  /// What llm-katan calls it.
  String format() {
    return format;
  }

  /// The model's and the secret's name.
  String resource() {
    return "katan-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A provider, a model and its reference.
  String manifest(int port) {
    return RESOURCES
        .replace("NAME", resource())
        .replace("PROVIDER", provider)
        .replace("AUTH", auth)
        .replace("PORT", Integer.toString(port))
        .replace("DIALECT", dialect)
        .replace("PATH", path);
  }

  /// What the secret has. llm-katan looks at a signature's access key alone.
  Map<String, String> secret() {
    return auth.equals("sigv4")
        ? Map.of("access-key-id", key, "secret-access-key", "any")
        : Map.of("api-key", key);
  }
}
