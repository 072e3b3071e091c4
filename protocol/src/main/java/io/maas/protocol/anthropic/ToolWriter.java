package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.json.Json;
import org.jspecify.annotations.Nullable;

/// Writes what the model may call, and whether it may.
final class ToolWriter {

  private final Dropped dropped;
  private final CacheMarks marks;

  ToolWriter(Dropped dropped, CacheMarks marks) {
    this.dropped = dropped;
    this.marks = marks;
  }

  void tools(Conversation conversation, ObjectNode body) {
    ArrayNode tools = Json.MAPPER.createArrayNode();
    for (Tool tool : conversation.tools()) {
      switch (tool) {
        case Tool.Function function -> tools.add(function(function));
        case Tool.FreeText text -> tools.add(freeText(text));
        case Tool.Hosted(String type, _) -> dropped.name(type);
      }
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
      choice(conversation.toolChoice(), conversation.parallelCalls(), body);
    } else if (conversation.toolChoice() instanceof ToolChoice.Required
        || conversation.toolChoice() instanceof ToolChoice.Named) {
      dropped.name("tool_choice"); // of tools that are all dropped
    }
  }

  private ObjectNode function(Tool.Function function) {
    ObjectNode tool = named(function.name(), function.description());
    tool.set("input_schema", schema(function.schema()));
    if (Boolean.TRUE.equals(function.strict())) {
      tool.put("strict", true);
    }
    if (function.cachePoint() != null) {
      marks.mark(tool, function.cachePoint());
    }
    return tool;
  }

  /// The provider wants an object's schema, also of a function that takes nothing.
  private static JsonNode schema(@Nullable JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      ObjectNode nothing = Json.MAPPER.createObjectNode().put("type", "object");
      nothing.putObject("properties");
      return nothing;
    }
    if (object.path("type").asText("").equals("object")) {
      return object;
    }
    ObjectNode typed = Json.MAPPER.createObjectNode().put("type", "object");
    object.properties().stream()
        .filter(field -> !field.getKey().equals("type"))
        .forEach(field -> typed.set(field.getKey(), field.getValue()));
    return typed;
  }

  /// A function with one text. A grammar cannot bind the model here; it is told, and named as
  /// dropped.
  private ObjectNode freeText(Tool.FreeText text) {
    String description = text.description();
    JsonNode format = text.format();
    if (format != null && !format.path("type").asText("").equals("text")) {
      dropped.name("tools[].format");
      String grammar = format.findPath("definition").asText("");
      if (!grammar.isBlank()) {
        description =
            (description == null ? "" : description + "\n\n")
                + "The input follows this grammar:\n"
                + grammar;
      }
    }
    ObjectNode tool = named(text.name(), description);
    ObjectNode schema = tool.putObject("input_schema").put("type", "object");
    schema.putObject("properties").putObject(Arguments.INPUT).put("type", "string");
    schema.putArray("required").add(Arguments.INPUT);
    return tool;
  }

  private static ObjectNode named(String name, @Nullable String description) {
    ObjectNode tool = Json.MAPPER.createObjectNode().put("name", name);
    if (description != null && !description.isEmpty()) {
      tool.put("description", description);
    }
    return tool;
  }

  private static void choice(
      @Nullable ToolChoice choice, @Nullable Boolean parallel, ObjectNode body) {
    boolean alone = Boolean.FALSE.equals(parallel);
    if (choice == null && !alone) {
      return;
    }
    ObjectNode written = body.putObject("tool_choice");
    switch (choice) {
      case null -> written.put("type", "auto");
      case ToolChoice.Auto _ -> written.put("type", "auto");
      case ToolChoice.Required _ -> written.put("type", "any");
      case ToolChoice.Named(String name) -> written.put("type", "tool").put("name", name);
      case ToolChoice.Never _ -> written.put("type", "none");
    }
    if (alone && !(choice instanceof ToolChoice.Never)) {
      written.put("disable_parallel_tool_use", true);
    }
  }
}
