package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Content.ToolCall;
import java.util.Optional;

/// A call as a block tells it.
///
/// @param arguments `{}` if it has none yet
record ConverseCall(String id, String name, String arguments) {

  /// Reads a `toolUse`; empty if it names no tool, or one that the provider runs itself.
  ///
  /// @param number how many calls came before, for the id of one that has none
  static Optional<ConverseCall> of(JsonNode toolUse, int number) {
    String name = toolUse.path("name").asText("");
    if (name.isEmpty() || toolUse.path("type").asText("").equals("server_tool_use")) {
      return Optional.empty();
    }
    String id = toolUse.path("toolUseId").asText("");
    JsonNode input = toolUse.path("input");
    return Optional.of(
        new ConverseCall(
            id.isEmpty() ? "call_" + number : id,
            name,
            input.isObject() ? input.toString() : "{}"));
  }

  ToolCall whole() {
    return new ToolCall(id, name, arguments, null);
  }
}
