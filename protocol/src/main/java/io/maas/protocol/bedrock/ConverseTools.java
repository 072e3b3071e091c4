package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.ToolCall;
import io.maas.protocol.conversation.Content.ToolResult;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.json.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what a model may call.
///
/// Converse wants tools declared wherever the history has calls or results, and has no word that
/// forbids calling. So tools that must not be called are left out if the history allows that, and
/// else the choice is named as dropped.
final class ConverseTools {

  private final ConverseFamily family;
  private final Set<String> dropped;

  ConverseTools(ConverseFamily family, Set<String> dropped) {
    this.family = family;
    this.dropped = dropped;
  }

  void write(ObjectNode body, Conversation conversation) {
    Set<String> called = new LinkedHashSet<>();
    boolean needed = collectCalls(conversation, called);
    boolean forbidden = conversation.toolChoice() instanceof ToolChoice.Never;
    if (forbidden && !needed) {
      return;
    }
    ArrayNode tools = Json.MAPPER.createArrayNode();
    conversation.tools().forEach(tool -> add(tools, tool));
    if (tools.isEmpty() && needed) {
      called.forEach(name -> tools.add(spec(name, null, null)));
    }
    if (tools.isEmpty()) {
      return;
    }
    ObjectNode config = body.putObject("toolConfig");
    config.set("tools", tools);
    writeChoice(config, conversation.toolChoice());
    if (Boolean.FALSE.equals(conversation.parallelCalls())) {
      dropped.add("parallel_tool_calls");
    }
  }

  private void writeChoice(ObjectNode config, @Nullable ToolChoice choice) {
    switch (choice) {
      case null -> {}
      case ToolChoice.Auto _ -> config.putObject("toolChoice").putObject("auto");
      case ToolChoice.Required _ -> config.putObject("toolChoice").putObject("any");
      case ToolChoice.Named named ->
          config.putObject("toolChoice").putObject("tool").put("name", named.name());
      case ToolChoice.Never _ -> dropped.add("tool_choice");
    }
  }

  private void add(ArrayNode tools, Tool tool) {
    switch (tool) {
      case Tool.Function function -> {
        ObjectNode written = spec(function.name(), function.description(), function.schema());
        if (Boolean.TRUE.equals(function.strict())) {
          ((ObjectNode) written.path("toolSpec")).put("strict", true);
        }
        tools.add(written);
        if (function.cachePoint() != null) {
          ObjectNode point = ConverseBlocks.cachePoint(function.cachePoint(), family);
          if (point != null) {
            tools.add(point);
          }
        }
      }
      case Tool.FreeText text -> tools.add(freeText(text));
      case Tool.Hosted hosted -> dropped.add(hosted.type());
    }
  }

  /// A tool that takes free text takes it as `input` here; its grammar can only be told in words.
  private static ObjectNode freeText(Tool.FreeText text) {
    ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
    schema.putObject("properties").putObject("input").put("type", "string");
    schema.putArray("required").add("input");
    String description = text.description() == null ? "" : text.description();
    if (text.format() != null && text.format().path("definition").isTextual()) {
      description +=
          "\n\nThe input follows this grammar:\n" + text.format().path("definition").asText();
    }
    return spec(text.name(), description, schema);
  }

  private static ObjectNode spec(
      String name, @Nullable String description, @Nullable JsonNode schema) {
    ObjectNode tool = Json.MAPPER.createObjectNode();
    ObjectNode spec = tool.putObject("toolSpec").put("name", name);
    if (description != null && !description.isBlank()) {
      spec.put("description", description); // an empty one is an error there
    }
    spec.putObject("inputSchema").set("json", schema(schema));
    return tool;
  }

  /// A schema has to say that it is one of an object.
  private static ObjectNode schema(@Nullable JsonNode schema) {
    ObjectNode written = Json.MAPPER.createObjectNode();
    if (schema instanceof ObjectNode given) {
      if (given.path("type").asText().equals("object")) {
        return given;
      }
      written.setAll(given);
    }
    written.put("type", "object");
    if (!written.has("properties")) {
      written.putObject("properties");
    }
    return written;
  }

  /// Whether the history has calls or results; whose tools they are goes into `names`.
  private static boolean collectCalls(Conversation conversation, Set<String> names) {
    boolean found = false;
    for (var turn : conversation.turns()) {
      for (Content content : turn.content()) {
        if (content instanceof ToolCall call) {
          names.add(call.name());
        }
        found |= content instanceof ToolCall || content instanceof ToolResult;
      }
    }
    return found;
  }
}
