package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what a model may call. Schemas go as `parametersJsonSchema`, which takes any JSON schema;
/// `parameters` takes a part of OpenAPI's and refuses the rest.
final class GeminiTools {

  private final Set<String> dropped;

  GeminiTools(Set<String> dropped) {
    this.dropped = dropped;
  }

  void write(ObjectNode body, Conversation conversation) {
    ArrayNode functions = Json.MAPPER.createArrayNode();
    conversation.tools().forEach(tool -> add(functions, tool));
    if (functions.isEmpty()) {
      return;
    }
    body.putArray("tools").addObject().set("functionDeclarations", functions);
    writeChoice(body, conversation.toolChoice());
    if (Boolean.FALSE.equals(conversation.parallelCalls())) {
      dropped.add("parallel_tool_calls");
    }
  }

  private static void writeChoice(ObjectNode body, @Nullable ToolChoice choice) {
    String mode =
        switch (choice) {
          case null -> null;
          case ToolChoice.Auto _ -> "AUTO";
          case ToolChoice.Never _ -> "NONE";
          case ToolChoice.Required _, ToolChoice.Named _ -> "ANY";
        };
    if (mode == null) {
      return;
    }
    ObjectNode config = body.putObject("toolConfig").putObject("functionCallingConfig");
    config.put("mode", mode);
    if (choice instanceof ToolChoice.Named named) {
      config.putArray("allowedFunctionNames").add(named.name());
    }
  }

  private void add(ArrayNode functions, Tool tool) {
    switch (tool) {
      case Tool.Function function -> {
        if (Boolean.TRUE.equals(function.strict())) {
          dropped.add("strict");
        }
        declare(functions, function.name(), function.description(), function.schema());
      }
      case Tool.FreeText text ->
          declare(functions, text.name(), text.description(), freeText(text.format()));
      case Tool.Hosted hosted -> dropped.add(hosted.type());
    }
  }

  private static void declare(
      ArrayNode functions, String name, @Nullable String description, @Nullable JsonNode schema) {
    ObjectNode function = functions.addObject().put("name", name);
    if (description != null && !description.isEmpty()) {
      function.put("description", description);
    }
    if (schema != null && !schema.isEmpty()) {
      function.set("parametersJsonSchema", schema);
    }
  }

  /// Free text goes as the one string `input`; its grammar can only be told in words.
  private static ObjectNode freeText(@Nullable JsonNode format) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    ObjectNode input = schema.putObject("properties").putObject("input").put("type", "string");
    if (format != null && format.path("definition").isTextual()) {
      input.put("description", "Follows this grammar:\n" + format.path("definition").textValue());
    }
    schema.putArray("required").add("input");
    return schema;
  }
}
