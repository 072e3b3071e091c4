package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.ThoughtSignature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The items of a response's `output`. Their ids derive from the request's, so a client may send
/// them back.
final class ResponsesItems {

  private final String requestId;
  private final Map<String, @Nullable String> namespaces = new HashMap<>();
  private final Map<String, Tool.FreeText> freeText = new HashMap<>();

  ResponsesItems(String requestId, List<Tool> tools) {
    this.requestId = requestId;
    for (Tool tool : tools) {
      switch (tool) {
        case Tool.Function function -> namespaces.put(function.name(), function.namespace());
        case Tool.FreeText text -> {
          namespaces.put(text.name(), text.namespace());
          freeText.put(text.name(), text);
        }
        case Tool.Hosted _ -> {}
      }
    }
  }

  /// Whether a tool takes free text.
  boolean takesText(String tool) {
    return freeText.containsKey(tool);
  }

  String id(String prefix, int index) {
    return prefix + "_" + requestId + "_" + index;
  }

  /// A part that says text.
  static ObjectNode text(String text) {
    ObjectNode part = Json.MAPPER.createObjectNode().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text);
  }

  /// A part that says that the model will not.
  static ObjectNode refusal(String text) {
    return Json.MAPPER.createObjectNode().put("type", "refusal").put("refusal", text);
  }

  /// A message of one part, or of none yet.
  ObjectNode message(int index, @Nullable ObjectNode part, String status) {
    ObjectNode item = Json.MAPPER.createObjectNode().put("id", id("msg", index));
    item.put("type", "message").put("status", status).put("role", "assistant");
    var content = item.putArray("content");
    if (part != null) {
      content.add(part);
    }
    return item;
  }

  /// A thought.
  ///
  /// @param text null if nothing of it may be read
  ObjectNode thought(int index, @Nullable String text, @Nullable String sealed) {
    ObjectNode item = Json.MAPPER.createObjectNode().put("id", id("rs", index));
    item.put("type", "reasoning");
    var summary = item.putArray("summary");
    if (text != null) {
      summary.addObject().put("type", "summary_text").put("text", text);
    }
    if (sealed != null) {
      item.put("encrypted_content", sealed);
    }
    return item;
  }

  /// A call.
  ///
  /// @param arguments JSON text; empty if nothing came yet
  ObjectNode call(
      int index,
      String callId,
      String name,
      String arguments,
      @Nullable String signature,
      String status) {
    boolean free = takesText(name);
    String namespace = namespaces.get(name);
    ObjectNode item = Json.MAPPER.createObjectNode().put("id", id(free ? "ctc" : "fc", index));
    item.put("type", free ? "custom_tool_call" : "function_call").put("status", status);
    if (free) {
      item.put("input", arguments.isEmpty() ? "" : FreeInput.unwrapped(arguments));
    } else {
      item.put("arguments", arguments);
    }
    item.put("call_id", callId);
    item.put("name", ResponsesToolsReader.shortName(namespace, name));
    if (namespace != null) {
      item.put("namespace", namespace);
    }
    ThoughtSignature.put(item, signature);
    return item;
  }
}
