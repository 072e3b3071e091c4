package io.maas.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.simulator.answer.Tool;
import io.maas.simulator.answer.ToolChoice;
import io.maas.simulator.text.ChatPrompt;
import io.maas.simulator.text.Message;
import java.util.ArrayList;
import java.util.List;

/// `POST /v1/chat/completions`.
public record ChatRequest(
    String model, ChatPrompt prompt, List<Tool> tools, ToolChoice choice, Sampling sampling) {

  public static Read<ChatRequest> read(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var messages = messages(fields);
    var tools = tools(fields);
    return Read.of(
        fields,
        new ChatRequest(
            fields.text("model", ""),
            new ChatPrompt(messages, body.tools()),
            tools,
            choice(fields, tools),
            Sampling.read(fields)));
  }

  static List<Message> messages(Fields fields) {
    var node = fields.get("messages");
    var messages = new ArrayList<Message>(node.size());
    for (var message : node) {
      messages.add(message(message, fields));
    }
    if (!node.isArray() || node.isEmpty()) {
      fields.wrong("messages", node, "a list of at least one message");
    }
    return messages;
  }

  private static Message message(JsonNode message, Fields fields) {
    var role = message.path("role");
    if (!role.isTextual()) {
      fields.wrong("messages.role", role, "a string");
    }
    var text = new StringBuilder();
    int images = 0;
    var content = message.path("content");
    if (content.isTextual()) {
      text.append(content.asText());
    } else if (content.isArray()) {
      for (var part : content) {
        text.append(part.path("text").asText(part.path("refusal").asText("")));
        images += part.path("type").asText().startsWith("image") ? 1 : 0;
      }
    } else if (!content.isNull() && !content.isMissingNode()) {
      fields.wrong("messages.content", content, "a string or a list of parts");
    }
    for (var call : message.path("tool_calls")) {
      text.append(call.at("/function/name").asText());
      text.append(call.at("/function/arguments").asText());
    }
    return new Message(role.asText(), text.toString(), images);
  }

  private static List<Tool> tools(Fields fields) {
    var tools = new ArrayList<Tool>();
    for (var tool : fields.get("tools")) {
      var name = tool.at("/function/name");
      if (name.isTextual() && !name.asText().isEmpty()) {
        tools.add(new Tool(name.asText(), tool.at("/function/parameters")));
      } else {
        fields.wrong("tools.function.name", name, "a name");
      }
    }
    return tools;
  }

  private static ToolChoice choice(Fields fields, List<Tool> tools) {
    var node = fields.get("tool_choice");
    if (node.isObject()) {
      var name = node.at("/function/name").asText();
      if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
        fields.wrong("tool_choice", node, "the name of one of the tools");
      }
      return new ToolChoice.Named(name);
    }
    return switch (node.asText("auto")) {
      case "none" -> new ToolChoice.Never();
      case "required" -> new ToolChoice.Required();
      case "auto" -> new ToolChoice.Free();
      default -> {
        fields.wrong("tool_choice", node, "none, auto, required or a function");
        yield new ToolChoice.Free();
      }
    };
  }
}
