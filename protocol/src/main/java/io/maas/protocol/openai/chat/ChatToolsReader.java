package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.AllowedTools;
import io.maas.protocol.openai.CacheMarks;
import io.maas.protocol.openai.Leftovers;
import io.maas.protocol.openai.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `tools` and `tool_choice`, and `functions` and `function_call` that came before them.
///
/// @param tools what the model may call; those alone that are allowed, where the client says so
/// @param choice null if the client did not say
record ChatToolsReader(List<Tool> tools, @Nullable ToolChoice choice) {

  private static final Set<String> KNOWN =
      Set.of("name", "description", "parameters", "strict", CacheMarks.FIELD);

  static ChatToolsReader read(Value body, Leftovers leftovers) {
    List<Tool> tools = new ArrayList<>();
    for (Value tool : body.at("tools").items()) {
      tools.add(tool(tool.requiredObject(), leftovers));
    }
    for (Value function : body.at("functions").items()) {
      tools.add(function(function.requiredObject(), CacheMarks.on(function), leftovers));
    }
    Value choice = body.at("tool_choice");
    if (choice.isSaid()) {
      Value allowed = choice.at("allowed_tools");
      return allowed.isObject()
          ? new ChatToolsReader(allowed(allowed).of(tools), AllowedTools.mode(allowed.at("mode")))
          : new ChatToolsReader(tools, choice(choice, leftovers));
    }
    Value legacy = body.at("function_call");
    return new ChatToolsReader(tools, legacy.isSaid() ? legacy(legacy) : null);
  }

  private static Tool tool(Value tool, Leftovers leftovers) {
    String type = tool.at("type").requiredText();
    return switch (type) {
      case "function" -> {
        Value function = tool.at("function").requiredObject();
        var mark = CacheMarks.on(tool);
        yield function(function, mark == null ? CacheMarks.on(function) : mark, leftovers);
      }
      case "custom" -> {
        Value custom = tool.at("custom").requiredObject();
        yield new Tool.FreeText(
            custom.at("name").requiredText(),
            custom.at("description").text(),
            format(custom.at("format")));
      }
      default -> new Tool.Hosted(type, tool.node());
    };
  }

  private static Tool function(Value function, @Nullable CachePoint mark, Leftovers leftovers) {
    leftovers.addUnknown(function, KNOWN);
    Value schema = function.at("parameters");
    return new Tool.Function(
        function.at("name").requiredText(),
        function.at("description").text(),
        schema.isSaid() ? schema.requiredObject().node() : null,
        function.at("strict").flag(),
        mark);
  }

  /// A grammar stands one object deeper here than in responses.
  private static @Nullable JsonNode format(Value format) {
    Value grammar = format.at("grammar");
    if (!grammar.isObject()) {
      return format.isObject() ? format.node() : null;
    }
    ObjectNode flat = Json.MAPPER.createObjectNode().put("type", "grammar");
    flat.put("syntax", grammar.at("syntax").text(""));
    return flat.put("definition", grammar.at("definition").text(""));
  }

  private static @Nullable ToolChoice choice(Value choice, Leftovers leftovers) {
    if (choice.isText()) {
      return AllowedTools.mode(choice);
    }
    Value named = choice.requiredObject().at("type");
    return switch (named.text("function")) {
      case "function" ->
          new ToolChoice.Named(choice.at("function").requiredObject().at("name").requiredText());
      case "custom" ->
          new ToolChoice.Named(choice.at("custom").requiredObject().at("name").requiredText());
      default -> {
        leftovers.add(choice);
        yield null;
      }
    };
  }

  private static ToolChoice legacy(Value call) {
    return call.isText()
        ? AllowedTools.mode(call)
        : new ToolChoice.Named(call.requiredObject().at("name").requiredText());
  }

  private static AllowedTools allowed(Value allowed) {
    List<String> names = new ArrayList<>();
    for (Value tool : allowed.at("tools").items()) {
      Value holder =
          tool.requiredObject().at("custom").isObject() ? tool.at("custom") : tool.at("function");
      names.add(
          holder.isObject() ? holder.at("name").requiredText() : tool.at("type").requiredText());
    }
    return new AllowedTools(names);
  }
}
