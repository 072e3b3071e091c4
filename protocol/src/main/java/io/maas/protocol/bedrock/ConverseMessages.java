package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Writes turns as messages that alternate between user and assistant, the user first, each with
/// something in it. Instructions before all turns join the system prompt.
final class ConverseMessages {

  /// What a conversation begins with where the user has not said anything yet.
  private static final String BEGINNING = "(begin)";

  private final ConverseBlocks blocks;

  ConverseMessages(ConverseBlocks blocks) {
    this.blocks = blocks;
  }

  void write(ObjectNode body, Conversation conversation) {
    ArrayNode system = Json.MAPPER.createArrayNode();
    conversation.system().forEach(content -> blocks.addInstruction(system, content));
    List<Turn> turns = conversation.turns();
    int first = 0;
    while (first < turns.size() && turns.get(first).role() == Role.SYSTEM) {
      turns.get(first).content().forEach(content -> blocks.addInstruction(system, content));
      first++;
    }
    body.set("messages", messages(turns.subList(first, turns.size())));
    if (!system.isEmpty()) {
      body.set("system", system);
    }
  }

  private ArrayNode messages(List<Turn> turns) {
    ArrayNode messages = Json.MAPPER.createArrayNode();
    for (Turn turn : turns) {
      ArrayNode said = blocksOf(turn);
      if (!said.isEmpty()) { // a message without content is an error
        add(messages, turn.role() == Role.ASSISTANT ? "assistant" : "user", said);
      }
    }
    if (messages.isEmpty()) {
      begin(messages);
    }
    messages.forEach(message -> putResultsFirst((ObjectNode) message));
    trimTheEnd(messages);
    return messages;
  }

  private static void add(ArrayNode messages, String role, ArrayNode said) {
    if (messages.isEmpty() && role.equals("assistant")) {
      begin(messages);
    }
    JsonNode last = messages.path(messages.size() - 1);
    if (last.path("role").asText().equals(role)) {
      ((ArrayNode) last.path("content")).addAll(said);
    } else {
      messages.addObject().put("role", role).set("content", said);
    }
  }

  /// Words that the model shall go on from may not end with blanks.
  private static void trimTheEnd(ArrayNode messages) {
    JsonNode last = messages.path(messages.size() - 1);
    JsonNode block = last.path("content").path(last.path("content").size() - 1);
    if (last.path("role").asText().equals("assistant") && block.has("text")) {
      ((ObjectNode) block).put("text", block.path("text").asText().stripTrailing());
    }
  }

  private static void begin(ArrayNode messages) {
    messages.addObject().put("role", "user").putArray("content").addObject().put("text", BEGINNING);
  }

  /// An instruction in the middle keeps its place, in the user's turn: whether a model takes the
  /// role `system` there is not told by its id.
  private ArrayNode blocksOf(Turn turn) {
    ArrayNode said = Json.MAPPER.createArrayNode();
    if (turn.role() == Role.SYSTEM) {
      turn.content().forEach(content -> blocks.addInstruction(said, content));
      for (JsonNode block : said) {
        if (block.has("text")) {
          String text = block.path("text").asText();
          ((ObjectNode) block).put("text", "<system-reminder>\n" + text + "\n</system-reminder>");
        }
      }
    } else {
      turn.content().forEach(content -> blocks.add(said, content));
    }
    return said;
  }

  /// Results of tools come before all else in the message that answers the calls; a cache point
  /// stays behind what it was behind.
  private static void putResultsFirst(ObjectNode message) {
    List<JsonNode> results = new ArrayList<>();
    List<JsonNode> rest = new ArrayList<>();
    List<JsonNode> last = rest;
    for (JsonNode block : message.path("content")) {
      if (!block.has("cachePoint")) {
        last = block.has("toolResult") ? results : rest;
      }
      last.add(block);
    }
    if (!results.isEmpty()) {
      message.putArray("content").addAll(results).addAll(rest);
    }
  }
}
