package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what the model may call, and whether it may.
final class ToolReader {

  /// `eager_input_streaming` changes when pieces come, and nothing of the answer.
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "name",
          "description",
          "input_schema",
          "strict",
          "cache_control",
          "eager_input_streaming");

  private final Leftovers leftovers;

  ToolReader(Leftovers leftovers) {
    this.leftovers = leftovers;
  }

  List<Tool> tools(Place tools) {
    List<Tool> read = new ArrayList<>();
    for (Place tool : tools.elements("an array of tools")) {
      String type = tool.object("a tool").at("type").textIfSaid();
      read.add(
          type == null || type.equals("custom")
              ? function(tool)
              : new Tool.Hosted(type, tool.value()));
    }
    return read;
  }

  private Tool function(Place tool) {
    leftovers.addUnknown("tools[].", tool.value(), KNOWN);
    Place schema = tool.at("input_schema");
    JsonNode read = schema.isUnsaid() ? null : schema.object("a JSON schema").value();
    return new Tool.Function(
        tool.at("name").text(),
        tool.at("description").textIfSaid(),
        read,
        tool.at("strict").flagIfSaid(),
        BlockReader.cachePoint(tool));
  }

  @Nullable ToolChoice choice(Place choice) {
    if (choice.isUnsaid()) {
      return null;
    }
    return switch (choice.object("an object").at("type").text()) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.Never();
      case "tool" -> new ToolChoice.Named(choice.at("name").text());
      default -> {
        leftovers.add("tool_choice", choice.value());
        yield null;
      }
    };
  }

  static @Nullable Boolean parallelCalls(Place choice) {
    Boolean disabled = choice.at("disable_parallel_tool_use").flagIfSaid();
    return disabled == null ? null : !disabled;
  }
}
