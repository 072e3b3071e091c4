package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes the system instruction, and turns as contents of `user` and `model` that alternate.
/// Instructions before all turns join the system instruction.
final class GeminiContents {

  /// What a conversation begins with where the user has not said anything yet.
  private static final String BEGINNING = "(begin)";

  private final GeminiParts parts;

  GeminiContents(GeminiGeneration generation, Set<String> dropped) {
    this.parts = new GeminiParts(generation, dropped);
  }

  void write(ObjectNode body, Conversation conversation) {
    List<Turn> turns = conversation.turns();
    List<Content> instructions = new ArrayList<>(conversation.system());
    int first = 0;
    while (first < turns.size() && turns.get(first).role() == Role.SYSTEM) {
      instructions.addAll(turns.get(first).content());
      first++;
    }
    ArrayNode contents = body.putArray("contents");
    for (Turn turn : turns.subList(first, turns.size())) {
      ArrayNode said = partsOf(turn);
      if (!said.isEmpty()) { // a content without parts is an error
        add(contents, turn.role() == Role.ASSISTANT ? "model" : "user", said);
      }
    }
    if (contents.isEmpty()) {
      begin(contents);
    }
    contents.forEach(content -> putResultsFirst((ObjectNode) content));
    ArrayNode system = parts.instructions(instructions);
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").set("parts", system);
    }
  }

  /// A call of the model's has to follow something of the user's.
  private static void begin(ArrayNode contents) {
    contents.addObject().put("role", "user").putArray("parts").addObject().put("text", BEGINNING);
  }

  private static void add(ArrayNode contents, String role, ArrayNode said) {
    if (contents.isEmpty() && role.equals("model")) {
      begin(contents);
    }
    JsonNode last = contents.path(contents.size() - 1);
    if (last.path("role").asText().equals(role)) {
      ((ArrayNode) last.path("parts")).addAll(said);
    } else {
      contents.addObject().put("role", role).set("parts", said);
    }
  }

  /// An instruction in the middle keeps its place, in the user's turn.
  private ArrayNode partsOf(Turn turn) {
    if (turn.role() != Role.SYSTEM) {
      return parts.of(turn.content());
    }
    ArrayNode said = parts.instructions(turn.content());
    for (JsonNode part : said) {
      String text = part.path("text").asText();
      ((ObjectNode) part).put("text", "<system-reminder>\n" + text + "\n</system-reminder>");
    }
    return said;
  }

  /// As many results as there were calls, and before all else in what answers them.
  private static void putResultsFirst(ObjectNode content) {
    List<JsonNode> results = new ArrayList<>();
    List<JsonNode> rest = new ArrayList<>();
    for (JsonNode part : content.path("parts")) {
      (part.has("functionResponse") ? results : rest).add(part);
    }
    if (!results.isEmpty()) {
      content.putArray("parts").addAll(results).addAll(rest);
    }
  }
}
