package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.ToolChoice;
import io.maas.protocol.openai.FreeInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes `tools` and what may be done with them. Without tools nothing is written: OpenAI refuses
/// a choice among none.
///
/// Engines know functions only, so a tool that takes free text becomes a function with the one
/// string `input`.
final class ChatToolsWriter {

  private final ObjectNode body;
  private final List<String> dropped;

  ChatToolsWriter(ObjectNode body, List<String> dropped) {
    this.body = body;
    this.dropped = dropped;
  }

  void write(Conversation conversation) {
    ArrayNode tools = body.arrayNode();
    for (Tool tool : conversation.tools()) {
      switch (tool) {
        case Tool.Function function -> function(function, tools);
        case Tool.FreeText text -> freeText(text, tools);
        case Tool.Hosted hosted -> dropped.add(hosted.type());
      }
    }
    if (tools.isEmpty()) {
      return;
    }
    body.set("tools", tools);
    choice(conversation.toolChoice());
    if (conversation.parallelCalls() != null) {
      body.put("parallel_tool_calls", conversation.parallelCalls());
    }
  }

  private static void function(Tool.Function tool, ArrayNode tools) {
    ObjectNode function = function(tool.name(), tool.description(), tools);
    if (tool.schema() == null) {
      function.putObject("parameters").put("type", "object").putObject("properties");
    } else {
      function.set("parameters", tool.schema());
    }
    if (tool.strict() != null) {
      function.put("strict", tool.strict());
    }
  }

  private static void freeText(Tool.FreeText tool, ArrayNode tools) {
    function(tool.name(), tool.description(), tools).set("parameters", FreeInput.schema(tool));
  }

  private static ObjectNode function(String name, @Nullable String description, ArrayNode tools) {
    ObjectNode function = tools.addObject().put("type", "function").putObject("function");
    function.put("name", name);
    if (description != null) {
      function.put("description", description);
    }
    return function;
  }

  private void choice(@Nullable ToolChoice choice) {
    switch (choice) {
      case null -> {}
      case ToolChoice.Auto _ -> body.put("tool_choice", "auto");
      case ToolChoice.Never _ -> body.put("tool_choice", "none");
      case ToolChoice.Required _ -> body.put("tool_choice", "required");
      case ToolChoice.Named named -> {
        ObjectNode written = body.putObject("tool_choice").put("type", "function");
        written.putObject("function").put("name", named.name());
      }
    }
  }
}
