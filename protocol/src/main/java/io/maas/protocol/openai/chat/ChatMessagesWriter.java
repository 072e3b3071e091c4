package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.openai.Texts;
import io.maas.protocol.openai.ThoughtSignature;
import java.util.ArrayList;
import java.util.List;

/// Writes `messages`.
///
/// Parts that are all text become one string, since the templates of many engines take no more. A
/// turn with results of tools becomes one `tool` message each, in which only text is allowed; the
/// pictures and files that a tool brought follow in the user's message after them. A result that
/// failed says so in its text.
final class ChatMessagesWriter {

  private final ArrayNode messages;
  private final List<String> dropped;
  private final ChatPartsWriter parts;

  ChatMessagesWriter(ArrayNode messages, List<String> dropped) {
    this.messages = messages;
    this.dropped = dropped;
    this.parts = new ChatPartsWriter(dropped);
  }

  void write(Conversation conversation) {
    said("system", conversation.system());
    for (Turn turn : conversation.turns()) {
      switch (turn.role()) {
        case SYSTEM -> said("system", turn.content());
        case USER -> user(turn.content());
        case ASSISTANT -> assistant(turn.content());
      }
    }
  }

  private void user(List<Content> content) {
    List<Content> rest = new ArrayList<>();
    for (Content part : content) {
      if (part instanceof Content.ToolResult result) {
        String text = Texts.of(result);
        List<Content> others =
            result.content().stream().filter(one -> !(one instanceof Content.Text)).toList();
        rest.addAll(others);
        messages
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", result.callId())
            .put("content", text.isEmpty() && !others.isEmpty() ? "See the next message." : text);
      } else {
        rest.add(part);
      }
    }
    said("user", rest);
  }

  private void said(String role, List<Content> content) {
    ArrayNode written = messages.arrayNode();
    parts.write(content, written);
    if (written.isEmpty()) {
      return;
    }
    ObjectNode message = messages.addObject().put("role", role);
    if (ChatPartsWriter.isText(written)) {
      message.put("content", Texts.joined(content));
    } else {
      message.set("content", written);
    }
  }

  private void assistant(List<Content> content) {
    List<Content> words = new ArrayList<>();
    StringBuilder refusal = new StringBuilder();
    ArrayNode calls = messages.arrayNode();
    for (Content part : content) {
      switch (part) {
        case Content.ToolCall call -> call(call, calls.addObject());
        case Content.Declined declined -> refusal.append(declined.text());
        case Content.Thought _, Content.SealedThought _, Content.CachePoint _ -> {}
        case Content.Text _ -> words.add(part);
        case Content.Image _ -> dropped.add("image");
        case Content.Document _ -> dropped.add("document");
        case Content.ToolResult _ -> dropped.add("tool_result");
        case Content.Foreign foreign -> dropped.add(foreign.type());
      }
    }
    if (words.isEmpty() && calls.isEmpty() && refusal.isEmpty()) {
      return;
    }
    ObjectNode message = messages.addObject().put("role", "assistant");
    String text = Texts.joined(words);
    message.put("content", text.isEmpty() ? null : text);
    if (!refusal.isEmpty()) {
      message.put("refusal", refusal.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
  }

  private static void call(Content.ToolCall call, ObjectNode written) {
    written.put("id", call.id()).put("type", "function");
    written.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    ThoughtSignature.put(written, call.signature());
  }
}
