package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes the turns as `input`. Parts of one side stay together in a message until an item of
/// another kind comes: a call, a result, a thought. What an assistant said is one string, since its
/// parts would need ids that only the upstream can give. Thoughts without a signature stay away:
/// OpenAI takes only its own back.
final class ResponsesInputWriter {

  private final ArrayNode input;
  private final List<String> dropped;
  private final ResponsesPartsWriter parts;
  private final Set<String> freeText = new HashSet<>();
  private final Set<String> freeCalls = new HashSet<>();

  ResponsesInputWriter(ArrayNode input, List<String> dropped) {
    this.input = input;
    this.dropped = dropped;
    this.parts = new ResponsesPartsWriter(dropped);
  }

  void write(Conversation conversation) {
    for (Tool tool : conversation.tools()) {
      if (tool instanceof Tool.FreeText text) {
        freeText.add(text.name());
      }
    }
    for (Turn turn : conversation.turns()) {
      turn(turn);
    }
  }

  private void turn(Turn turn) {
    String role =
        switch (turn.role()) {
          case SYSTEM -> "developer";
          case USER -> "user";
          case ASSISTANT -> "assistant";
        };
    List<Content> message = new ArrayList<>();
    for (Content part : turn.content()) {
      switch (part) {
        case Content.Text _, Content.Declined _ -> message.add(part);
        case Content.Image _ -> medium("image", part, role, message);
        case Content.Document _ -> medium("document", part, role, message);
        case Content.Foreign foreign -> {
          if (ResponsesPartsWriter.knows(foreign)) {
            medium(foreign.type(), part, role, message);
          } else {
            dropped.add(foreign.type());
          }
        }
        case Content.CachePoint _ -> {}
        case Content.ToolCall call -> {
          flush(role, message);
          call(call);
        }
        case Content.ToolResult result -> {
          flush(role, message);
          result(result);
        }
        case Content.Thought thought -> {
          if (thought.signature() != null) {
            flush(role, message);
            ObjectNode item = reasoning(thought.signature());
            item.withArray("summary")
                .addObject()
                .put("type", "summary_text")
                .put("text", thought.text());
          }
        }
        case Content.SealedThought sealed -> {
          flush(role, message);
          reasoning(sealed.data());
        }
      }
    }
    flush(role, message);
  }

  /// What an assistant said is words alone.
  private void medium(String type, Content part, String role, List<Content> message) {
    if (role.equals("assistant")) {
      dropped.add(type);
    } else {
      message.add(part);
    }
  }

  private void flush(String role, List<Content> message) {
    ArrayNode content = input.arrayNode();
    parts.write(message, content);
    message.clear();
    if (content.isEmpty()) {
      return;
    }
    ObjectNode item = input.addObject().put("type", "message").put("role", role);
    if (role.equals("assistant")) {
      item.put("content", ResponsesPartsWriter.text(content));
    } else {
      item.set("content", content);
    }
  }

  private ObjectNode reasoning(String sealed) {
    ObjectNode item = input.addObject().put("type", "reasoning");
    item.putArray("summary");
    return item.put("encrypted_content", sealed);
  }

  private void call(Content.ToolCall call) {
    if (freeText.contains(call.name())) {
      freeCalls.add(call.id());
      input
          .addObject()
          .put("type", "custom_tool_call")
          .put("call_id", call.id())
          .put("name", call.name())
          .put("input", FreeInput.unwrapped(call.arguments()));
    } else {
      input
          .addObject()
          .put("type", "function_call")
          .put("call_id", call.id())
          .put("name", call.name())
          .put("arguments", call.arguments());
    }
  }

  private void result(Content.ToolResult result) {
    boolean free = freeCalls.contains(result.callId());
    ObjectNode item = input.addObject();
    item.put("type", free ? "custom_tool_call_output" : "function_call_output");
    item.put("call_id", result.callId());
    ArrayNode content = item.arrayNode();
    parts.write(result.content(), content);
    if (ResponsesPartsWriter.isText(content)) {
      item.put("output", Texts.of(result));
      return;
    }
    if (result.failed()) {
      content.insertObject(0).put("type", "input_text").put("text", Texts.FAILED.strip());
    }
    item.set("output", content);
  }
}
