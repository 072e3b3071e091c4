package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes `tools` and what may be done with them. Without tools nothing is written: OpenAI refuses
/// a choice among none.
///
/// `strict` is said always: where nobody says it this dialect takes a schema as strict, and the
/// others do not.
final class ResponsesToolsWriter {

  private ResponsesToolsWriter() {}

  static void write(Conversation conversation, ObjectNode body, List<String> dropped) {
    ArrayNode tools = body.arrayNode();
    for (Tool tool : conversation.tools()) {
      switch (tool) {
        case Tool.Function function -> function(function, function.name(), tools.addObject());
        case Tool.FreeText text -> freeText(text, text.name(), tools.addObject());
        case Tool.Hosted hosted -> dropped.add(hosted.type());
      }
    }
    if (tools.isEmpty()) {
      return;
    }
    body.set("tools", tools);
    if (conversation.toolChoice() != null) {
      choice(conversation.toolChoice(), conversation.tools(), body);
    }
    if (conversation.parallelCalls() != null) {
      body.put("parallel_tool_calls", conversation.parallelCalls());
    }
  }

  static void function(Tool.Function tool, String name, ObjectNode written) {
    open("function", name, tool.description(), written);
    if (tool.schema() == null) {
      written.putObject("parameters").put("type", "object").putObject("properties");
    } else {
      written.set("parameters", tool.schema());
    }
    written.put("strict", Boolean.TRUE.equals(tool.strict()));
  }

  static void freeText(Tool.FreeText tool, String name, ObjectNode written) {
    open("custom", name, tool.description(), written);
    if (tool.format() != null) {
      written.set("format", tool.format());
    }
  }

  private static void open(
      String type, String name, @Nullable String description, ObjectNode written) {
    written.put("type", type).put("name", name);
    if (description != null) {
      written.put("description", description);
    }
  }

  static void choice(ToolChoice choice, List<Tool> tools, ObjectNode body) {
    switch (choice) {
      case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
      case ToolChoice.Never _ -> body.put("tool_choice", "none");
      case ToolChoice.Required _ -> body.put("tool_choice", "required");
      case ToolChoice.Named named -> {
        boolean free =
            tools.stream()
                .anyMatch(
                    tool -> tool instanceof Tool.FreeText text && text.name().equals(named.name()));
        body.putObject("tool_choice")
            .put("type", free ? "custom" : "function")
            .put("name", named.name());
      }
    }
  }
}
