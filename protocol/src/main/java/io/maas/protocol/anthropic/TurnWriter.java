package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.anthropic.BlockWriter.Where;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Turn;
import io.maas.protocol.conversation.Turn.Role;
import io.maas.protocol.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the system prompt and the turns. The provider wants sides that alternate, the user's
/// first, with the results of tools before anything else of a side.
///
/// Instructions before all turns join the system prompt. One in the middle becomes a text of the
/// user's side in `<system-reminder>`, the mark that these models know from their own clients.
final class TurnWriter {

  /// What a conversation begins with where the user has not said anything yet.
  private static final String BEGINNING = "(begin)";

  private final BlockWriter blocks;
  private final ArrayNode system = Json.MAPPER.createArrayNode();
  private final ArrayNode messages = Json.MAPPER.createArrayNode();

  private @Nullable Where side;
  private ArrayNode results = Json.MAPPER.createArrayNode();
  private ArrayNode said = Json.MAPPER.createArrayNode();

  TurnWriter(BlockWriter blocks) {
    this.blocks = blocks;
  }

  void write(Conversation conversation, ObjectNode body) {
    List<Turn> turns = conversation.turns();
    blocks.blocks(conversation.system(), Where.SYSTEM).forEach(system::add);
    int first = 0;
    while (first < turns.size() && turns.get(first).role() == Role.SYSTEM) {
      blocks.blocks(turns.get(first).content(), Where.SYSTEM).forEach(system::add);
      first++;
    }
    for (Turn turn : turns.subList(first, turns.size())) {
      take(turn);
    }
    endSide();
    if (messages.isEmpty()) {
      begin();
    }
    trimTheEnd();
    if (!system.isEmpty()) {
      body.set("system", system);
    }
    body.set("messages", messages);
  }

  private void take(Turn turn) {
    switch (turn.role()) {
      case USER -> add(Where.USER, blocks.blocks(turn.content(), Where.USER));
      case ASSISTANT -> add(Where.ASSISTANT, blocks.blocks(turn.content(), Where.ASSISTANT));
      case SYSTEM -> add(Where.USER, instruction(turn.content()));
    }
  }

  private List<ObjectNode> instruction(List<Content> content) {
    List<ObjectNode> texts = blocks.blocks(content, Where.SYSTEM);
    for (ObjectNode text : texts) {
      String words = text.path("text").asText();
      text.put("text", "<system-reminder>\n" + words + "\n</system-reminder>");
    }
    return texts;
  }

  private void add(Where where, List<ObjectNode> added) {
    if (added.isEmpty()) {
      return;
    }
    if (where != side) {
      endSide();
      side = where;
    }
    for (ObjectNode block : added) {
      boolean result = block.path("type").asText().equals("tool_result");
      (result ? results : said).add(block);
    }
  }

  private void endSide() {
    Where ended = side;
    if (ended == null) {
      return;
    }
    if (ended == Where.ASSISTANT && messages.isEmpty()) {
      begin();
    }
    results.addAll(said);
    messages
        .addObject()
        .put("role", ended == Where.USER ? "user" : "assistant")
        .set("content", results);
    results = Json.MAPPER.createArrayNode();
    said = Json.MAPPER.createArrayNode();
    side = null;
  }

  private void begin() {
    messages
        .addObject()
        .put("role", "user")
        .putArray("content")
        .addObject()
        .put("type", "text")
        .put("text", BEGINNING);
  }

  /// An answer that the client began itself must not end in blanks.
  private void trimTheEnd() {
    JsonNode last = messages.get(messages.size() - 1);
    JsonNode content = last.path("content");
    if (last.path("role").asText().equals("assistant")
        && content.get(content.size() - 1) instanceof ObjectNode block
        && block.path("type").asText().equals("text")) {
      block.put("text", block.path("text").asText().stripTrailing());
    }
  }
}
