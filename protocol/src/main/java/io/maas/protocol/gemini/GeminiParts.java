package io.maas.protocol.gemini;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes what is said as parts. Goes through a conversation once, in its order: a result has to
/// name the function that its call named.
final class GeminiParts {

  /// What Google documents for calls that it did not sign itself: clients lose signatures, and
  /// chats change providers.
  private static final String UNSIGNED = "skip_thought_signature_validator";

  private final GeminiGeneration generation;
  private final Set<String> dropped;
  private final GeminiMedia media;
  private final Map<String, String> functions = new HashMap<>();

  GeminiParts(GeminiGeneration generation, Set<String> dropped) {
    this.generation = generation;
    this.dropped = dropped;
    this.media = new GeminiMedia(dropped);
  }

  /// The parts of a turn.
  ArrayNode of(List<Content> turn) {
    ArrayNode parts = Json.MAPPER.createArrayNode();
    boolean called = false;
    for (Content content : turn) {
      switch (content) {
        case Text text -> text(parts, text.text());
        case Declined declined -> text(parts, declined.text());
        case Image image -> add(parts, media.image(image));
        case Document document -> add(parts, media.document(document));
        case ToolCall call -> {
          add(parts, functionCall(call, !called));
          called = true;
        }
        case ToolResult result -> addResult(parts, result);
        case Thought thought -> {
          if (!thought.text().isEmpty()) {
            parts.addObject().put("text", thought.text()).put("thought", true);
          }
        }
        case SealedThought _ -> dropped.add("redacted_thinking");
        case CachePoint _ -> {} // Google caches by itself; it has no effect on the answer
        case Foreign foreign -> dropped.add(foreign.type());
      }
    }
    return parts;
  }

  /// The parts of an instruction: text and nothing else.
  ArrayNode instructions(List<Content> said) {
    ArrayNode parts = Json.MAPPER.createArrayNode();
    for (Content content : said) {
      switch (content) {
        case Text text -> text(parts, text.text());
        case CachePoint _ -> {}
        case Foreign foreign -> dropped.add(foreign.type());
        default -> dropped.add("system");
      }
    }
    return parts;
  }

  /// Empty text is an error there, and says nothing.
  private static void text(ArrayNode parts, String text) {
    if (!text.isEmpty()) {
      parts.addObject().put("text", text);
    }
  }

  private static void add(ArrayNode parts, @Nullable ObjectNode part) {
    if (part != null) {
      parts.add(part);
    }
  }

  /// Of several calls at once, Google signs the first.
  private ObjectNode functionCall(ToolCall call, boolean first) {
    functions.put(call.id(), call.name());
    ObjectNode part = Json.MAPPER.createObjectNode();
    ObjectNode written = part.putObject("functionCall");
    written.put("id", call.id()).put("name", call.name());
    written.set("args", CallArguments.object(call.arguments()));
    if (call.signature() != null) {
      part.put("thoughtSignature", call.signature());
    } else if (first && generation.isThirdOrLater()) {
      part.put("thoughtSignature", UNSIGNED);
    }
    return part;
  }

  /// A result's text stands under `output` or `error`. Pictures go within it where the model reads
  /// them there, else beside it.
  private void addResult(ArrayNode parts, ToolResult result) {
    ObjectNode part = parts.addObject();
    ObjectNode written = part.putObject("functionResponse").put("id", result.callId());
    written.put("name", functions.getOrDefault(result.callId(), result.callId()));
    StringBuilder text = new StringBuilder();
    ArrayNode shown = Json.MAPPER.createArrayNode();
    for (Content content : result.content()) {
      switch (content) {
        case Text said -> text.append(text.isEmpty() ? "" : "\n").append(said.text());
        case Image image -> add(shown, media.image(image));
        case Document document -> add(shown, media.document(document));
        case Foreign foreign -> dropped.add(foreign.type());
        default -> dropped.add("tool_result");
      }
    }
    written.putObject("response").put(result.failed() ? "error" : "output", text.toString());
    if (generation.isThirdOrLater() && !shown.isEmpty()) {
      written.set("parts", shown);
    } else {
      parts.addAll(shown);
    }
  }
}
