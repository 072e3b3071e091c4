package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.CallArguments;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.CachePoint;
import io.maas.protocol.conversation.Content.Declined;
import io.maas.protocol.conversation.Content.Document;
import io.maas.protocol.conversation.Content.Foreign;
import io.maas.protocol.conversation.Content.Image;
import io.maas.protocol.conversation.Content.SealedThought;
import io.maas.protocol.conversation.Content.Text;
import io.maas.protocol.conversation.Content.Thought;
import io.maas.protocol.conversation.Content.ToolCall;
import io.maas.protocol.conversation.Content.ToolResult;
import io.maas.protocol.json.Json;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes parts of what is said as blocks.
final class ConverseBlocks {

  private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");
  private static final int LONGEST_ID = 64;
  private static final Set<String> TTLS = Set.of("5m", "1h");

  private final ConverseFamily family;
  private final Set<String> dropped;
  private final ConverseMedia media;

  ConverseBlocks(ConverseFamily family, Set<String> dropped) {
    this.family = family;
    this.dropped = dropped;
    this.media = new ConverseMedia(dropped);
  }

  /// Adds the block of a part of a turn, if there is one.
  void add(ArrayNode blocks, Content content) {
    ObjectNode block =
        switch (content) {
          case Text text -> text(text.text());
          case Declined declined -> text(declined.text());
          case Image image -> media.image(image);
          case Document document -> media.document(document);
          case ToolCall call -> toolUse(call);
          case ToolResult result -> toolResult(result);
          case Thought thought -> reasoning(thought);
          case SealedThought sealed ->
              wrapped("reasoningContent", "redactedContent", sealed.data());
          case CachePoint point -> blocks.isEmpty() ? null : cachePoint(point, family);
          case Foreign foreign -> drop(foreign.type());
        };
    if (block != null) {
      blocks.add(block);
    }
  }

  /// Adds the block of a part of an instruction: text and cache points, nothing else.
  void addInstruction(ArrayNode blocks, Content content) {
    switch (content) {
      case Text _, CachePoint _ -> add(blocks, content);
      case Foreign foreign -> dropped.add(foreign.type());
      default -> dropped.add("system");
    }
  }

  /// A point in the prompt, where the family knows such; it has no effect on the answer.
  static @Nullable ObjectNode cachePoint(CachePoint point, ConverseFamily family) {
    if (!family.caches()) {
      return null;
    }
    ObjectNode block = Json.MAPPER.createObjectNode();
    ObjectNode written = block.putObject("cachePoint").put("type", "default");
    if (family == ConverseFamily.ANTHROPIC && point.ttl() != null && TTLS.contains(point.ttl())) {
      written.put("ttl", point.ttl());
    }
    return block;
  }

  /// Blank text is an error there, and says nothing.
  private static @Nullable ObjectNode text(String text) {
    return text.isBlank() ? null : Json.MAPPER.createObjectNode().put("text", text);
  }

  private static ObjectNode toolUse(ToolCall call) {
    ObjectNode block = Json.MAPPER.createObjectNode();
    ObjectNode use = block.putObject("toolUse");
    use.put("toolUseId", id(call.id()));
    use.put("name", call.name());
    use.set("input", CallArguments.object(call.arguments()));
    return block;
  }

  private ObjectNode toolResult(ToolResult result) {
    ObjectNode block = Json.MAPPER.createObjectNode();
    ObjectNode written = block.putObject("toolResult").put("toolUseId", id(result.callId()));
    ArrayNode content = written.putArray("content");
    for (Content part : result.content()) {
      switch (part) {
        case Text _, Image _, Document _ -> add(content, part);
        case Foreign foreign -> dropped.add(foreign.type());
        default -> dropped.add("tool_result");
      }
    }
    if (result.failed()) {
      if (content.isEmpty()) {
        content.addObject().put("text", "(no output)"); // an error may not be empty there
      }
      written.put("status", "error");
    }
    return block;
  }

  /// A thought goes back only with the signature that its provider put on it.
  private @Nullable ObjectNode reasoning(Thought thought) {
    if (thought.signature() == null) {
      return drop("thinking without a signature");
    }
    ObjectNode block = Json.MAPPER.createObjectNode();
    block
        .putObject("reasoningContent")
        .putObject("reasoningText")
        .put("text", thought.text())
        .put("signature", thought.signature());
    return block;
  }

  private static ObjectNode wrapped(String outer, String inner, String value) {
    ObjectNode block = Json.MAPPER.createObjectNode();
    block.putObject(outer).put(inner, value);
    return block;
  }

  private @Nullable ObjectNode drop(String what) {
    dropped.add(what);
    return null;
  }

  /// The id of a call in the letters and the length that ids have there.
  private static String id(String id) {
    String allowed = NOT_IN_IDS.matcher(id).replaceAll("_");
    return allowed.isEmpty() ? "_" : allowed.substring(Math.max(0, allowed.length() - LONGEST_ID));
  }
}
