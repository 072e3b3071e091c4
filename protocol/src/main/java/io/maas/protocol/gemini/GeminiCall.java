package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content.ToolCall;
import org.jspecify.annotations.Nullable;

/// Reads a call out of a part.
final class GeminiCall {

  private GeminiCall() {}

  /// Whether a part is a call, of a function that it names.
  static boolean isIn(JsonNode part) {
    return !part.path("functionCall").path("name").asText("").isEmpty();
  }

  /// @param part is a call
  /// @param answer the provider's id of the answer, if it gave one
  /// @param number how many calls came before in the answer
  static ToolCall of(JsonNode part, @Nullable String answer, int number) {
    JsonNode call = part.path("functionCall");
    String id = call.path("id").asText("");
    return new ToolCall(
        id.isEmpty() ? made(answer, number) : id,
        call.path("name").asText(""),
        call.path("args").isObject() ? call.path("args").toString() : "{}",
        part.path("thoughtSignature").textValue());
  }

  /// Google gives a call no id, and clients want one that no other call of the chat has.
  private static String made(@Nullable String answer, int number) {
    return answer == null
        ? "call_" + number
        : "call_" + answer.replaceAll("[^a-zA-Z0-9_-]", "_") + "_" + number;
  }
}
