package io.maas.cli.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/// What one line of a streamed answer brings.
sealed interface Piece {

  /// Reads events.
  JsonMapper JSON = JsonMapper.builder().build();

  /// Something that is said.
  record Said(String text) implements Piece {}

  /// Something that is thought before.
  record Thought(String text) implements Piece {}

  /// What the answer took.
  record Used(long input, long output) implements Piece {}

  /// That it ends here though there would be more to say.
  record Cut(String why) implements Piece {}

  /// Why it broke off: the engine's word, or the gateway's.
  record Broken(String why) implements Piece {}

  /// Reads a line of server-sent events; what says nothing to a person brings nothing.
  static List<Piece> of(String line) {
    if (!line.startsWith("data:")) {
      return List.of();
    }
    String data = line.substring("data:".length()).strip();
    return data.isEmpty() || data.equals("[DONE]") ? List.of() : ofEvent(data);
  }

  private static List<Piece> ofEvent(String data) {
    JsonNode event;
    try {
      event = JSON.readTree(data);
    } catch (JsonProcessingException _) {
      return List.of(new Broken("an event that is no JSON"));
    }
    List<Piece> pieces = new ArrayList<>();
    if (event.hasNonNull("error")) {
      pieces.add(new Broken(event.at("/error/message").asText("no reason given")));
    }
    JsonNode choice = event.at("/choices/0");
    JsonNode delta = choice.path("delta");
    add(pieces, text(delta, "reasoning_content", "reasoning"), true);
    add(pieces, text(delta, "content", "refusal"), false);
    String finish = choice.path("finish_reason").asText("");
    if (finish.equals("length") || finish.equals("content_filter")) {
      pieces.add(new Cut(finish));
    }
    JsonNode usage = event.path("usage");
    if (usage.isObject()) {
      pieces.add(
          new Used(usage.path("prompt_tokens").asLong(), usage.path("completion_tokens").asLong()));
    }
    return pieces;
  }

  private static void add(List<Piece> to, String text, boolean thought) {
    if (!text.isEmpty()) {
      to.add(thought ? new Thought(text) : new Said(text));
    }
  }

  private static String text(JsonNode delta, String field, String otherwise) {
    String text = delta.path(field).isTextual() ? delta.path(field).asText() : "";
    return text.isEmpty() && delta.path(otherwise).isTextual()
        ? delta.path(otherwise).asText()
        : text;
  }
}
