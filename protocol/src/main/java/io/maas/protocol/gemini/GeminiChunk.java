package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// One `GenerateContentResponse`: a whole answer, or a piece of a stream.
record GeminiChunk(JsonNode node) {

  /// The provider's error, if that is what it is; also as the only element of an array, as it comes
  /// where no server-sent events were asked for.
  static @Nullable JsonNode error(JsonNode node) {
    JsonNode told = node.isArray() ? node.path(0) : node;
    return told.path("error").isObject() ? told.path("error") : null;
  }

  /// What an error says of itself.
  static String message(JsonNode error) {
    String message = error.path("message").asText("");
    return message.isEmpty() ? "the provider said no more" : message;
  }

  @Nullable String id() {
    return node.path("responseId").textValue();
  }

  @Nullable String model() {
    return node.path("modelVersion").textValue();
  }

  /// The parts of the first candidate; there is no second one, as none is asked for.
  JsonNode parts() {
    return node.path("candidates").path(0).path("content").path("parts");
  }

  /// Why the model stopped; empty while it has not.
  String finishReason() {
    return node.path("candidates").path(0).path("finishReason").asText("");
  }

  /// Whether the prompt was refused, so that there is no candidate.
  boolean isBlocked() {
    return !node.path("promptFeedback").path("blockReason").asText("").isEmpty();
  }

  JsonNode usage() {
    return node.path("usageMetadata");
  }
}
