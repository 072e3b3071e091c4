package io.maas.gateway.passage;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.protocol.aws.PercentEncoding;
import io.maas.protocol.request.Operation;
import java.util.Map;
import java.util.Optional;

/// Where a dialect is spoken, down to the letter.
final class UpstreamPath {

  private static final String MODEL = "{model}";
  private static final String CHAT = "/chat/completions";
  private static final String VERSIONED = "/v1";
  private static final Map<String, String> ANTHROPIC = Map.of("anthropic-version", "2023-06-01");

  private UpstreamPath() {}

  /// The path of a surface. Two dialects have another one for streams.
  static String of(Surface surface, String model, boolean stream) {
    String path = surface.path();
    if (path.contains(MODEL)) {
      path = path.replace(MODEL, segment(surface.dialect(), model));
    }
    if (!stream) {
      return path;
    }
    return switch (surface.dialect()) {
      case OPENAI_CHAT, OPENAI_RESPONSES, MESSAGES -> path;
      case BEDROCK_CONVERSE -> path + "-stream";
      case GEMINI ->
          path.replace(":generateContent", ":streamGenerateContent")
              + (path.indexOf('?') < 0 ? "?" : "&")
              + "alt=sse";
    };
  }

  /// The path of an operation that stands beside chat completions, as embeddings do; empty where an
  /// endpoint has no chat completions to stand beside.
  static Optional<String> beside(Endpoint endpoint, Operation operation) {
    return endpoint
        .surface(Dialect.OPENAI_CHAT)
        .filter(surface -> surface.path().contains(CHAT))
        .map(surface ->
            of(surface, endpoint.servedModel(), false)
                .replace(CHAT, operation.path().substring(VERSIONED.length())));
  }

  /// What a dialect wants to be told in headers.
  static Map<String, String> headers(Dialect dialect) {
    return dialect == Dialect.MESSAGES ? ANTHROPIC : Map.of();
  }

  /// Google's paths name the publisher before the model; a name with both means the same.
  private static String segment(Dialect dialect, String model) {
    String name = dialect == Dialect.GEMINI ? model.substring(model.lastIndexOf('/') + 1) : model;
    return PercentEncoding.of(name);
  }
}
