package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes content as blocks. A part that the provider does not take where it stands is said to be
/// dropped; a text without a letter is left out, as the provider refuses it and it says nothing.
final class BlockWriter {

  /// Where blocks stand: each takes its own kinds.
  enum Where {
    SYSTEM,
    USER,
    ASSISTANT,
    RESULT;

    private boolean takesMedia() {
      return this == USER || this == RESULT;
    }
  }

  private final Dropped dropped;
  private final CacheMarks marks;
  private final MediaWriter media;
  private final Set<String> freeTextTools;

  /// @param freeTextTools the names of the tools that take a text
  BlockWriter(Dropped dropped, CacheMarks marks, Set<String> freeTextTools) {
    this.dropped = dropped;
    this.marks = marks;
    this.media = new MediaWriter(dropped);
    this.freeTextTools = freeTextTools;
  }

  List<ObjectNode> blocks(List<Content> content, Where where) {
    List<ObjectNode> blocks = new ArrayList<>(content.size());
    ObjectNode markable = null;
    for (Content part : content) {
      if (part instanceof Content.CachePoint point) {
        if (markable != null) {
          marks.mark(markable, point);
        }
        continue;
      }
      ObjectNode block = block(part, where);
      if (block != null) {
        blocks.add(block);
        markable = isThought(part) ? markable : block;
      }
    }
    return blocks;
  }

  /// Thoughts take no mark.
  private static boolean isThought(Content part) {
    return part instanceof Content.Thought || part instanceof Content.SealedThought;
  }

  private @Nullable ObjectNode block(Content part, Where where) {
    return switch (part) {
      case Content.Text(String text) -> text(text);
      case Content.Declined(String text) -> text(text);
      case Content.Image image ->
          where.takesMedia() ? media.image(image) : drop("image in " + word(where));
      case Content.Document document ->
          where.takesMedia() ? media.document(document) : drop("document in " + word(where));
      case Content.ToolCall call ->
          where == Where.ASSISTANT ? call(call) : drop("tool_use in " + word(where));
      case Content.ToolResult result ->
          where == Where.USER ? result(result) : drop("tool_result in " + word(where));
      case Content.Thought thought ->
          where == Where.ASSISTANT ? thought(thought) : drop("thinking in " + word(where));
      case Content.SealedThought(String data) ->
          where == Where.ASSISTANT
              ? typed("redacted_thinking").put("data", data)
              : drop("redacted_thinking in " + word(where));
      case Content.Foreign(String type, _) -> drop(type);
      case Content.CachePoint _ -> null;
    };
  }

  private @Nullable ObjectNode drop(String name) {
    dropped.name(name);
    return null;
  }

  private static String word(Where where) {
    return switch (where) {
      case SYSTEM -> "system";
      case USER -> "user";
      case ASSISTANT -> "assistant";
      case RESULT -> "tool_result";
    };
  }

  private static ObjectNode typed(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }

  private static @Nullable ObjectNode text(String text) {
    return text.isBlank() ? null : typed("text").put("text", text);
  }

  private ObjectNode call(Content.ToolCall call) {
    ObjectNode block = typed("tool_use").put("id", id(call.id())).put("name", call.name());
    if (!Arguments.write(call.arguments(), freeTextTools.contains(call.name()), block)) {
      dropped.name("arguments that are no object");
    }
    return block;
  }

  private ObjectNode result(Content.ToolResult result) {
    ObjectNode block = typed("tool_result").put("tool_use_id", id(result.callId()));
    List<ObjectNode> content = blocks(result.content(), Where.RESULT);
    if (!content.isEmpty()) {
      ArrayNode array = block.putArray("content");
      content.forEach(array::add);
    }
    if (result.failed()) {
      block.put("is_error", true);
    }
    return block;
  }

  /// The provider takes back only what it signed.
  private @Nullable ObjectNode thought(Content.Thought thought) {
    if (thought.signature() == null) {
      return drop("thinking without a signature");
    }
    return typed("thinking").put("thinking", thought.text()).put("signature", thought.signature());
  }

  /// Engines make ids with dots and colons, which the provider refuses; a call and its result are
  /// rewritten alike.
  private static String id(String id) {
    StringBuilder safe = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean fine = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
      safe.append(fine ? c : '_');
    }
    return safe.isEmpty() ? "_" : safe.toString();
  }
}
