package io.maas.protocol.translation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.domain.catalog.Dialect;
import io.maas.protocol.anthropic.CallSignature;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A request that passes without translation, without what another provider signed: the answers
/// that hold it came by translation, so it bears our mark. A body without a mark passes to the
/// byte.
///
/// @param body to be sent
/// @param leftOut what was left out, for who asked
public record PassedThoughts(byte[] body, List<String> leftOut) {

  private static final BytePattern THOUGHT = new BytePattern(ascii("\"" + Maker.MARK));
  private static final BytePattern CALL = new BytePattern(ascii("\"" + CallSignature.MARK));
  private static final BytePattern GOOGLE = new BytePattern(ascii("\"thought_signature\""));

  /// Of a body in a dialect that both sides speak.
  public static PassedThoughts of(byte[] body, Dialect dialect) {
    boolean mayHold =
        switch (dialect) {
          case MESSAGES -> THOUGHT.isIn(body) || CALL.isIn(body);
          case OPENAI_RESPONSES -> THOUGHT.isIn(body) || GOOGLE.isIn(body);
          case OPENAI_CHAT, BEDROCK_CONVERSE, GEMINI -> false;
        };
    return mayHold ? read(body, dialect) : new PassedThoughts(body, List.of());
  }

  private static PassedThoughts read(byte[] body, Dialect dialect) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      Set<String> leftOut = new TreeSet<>();
      if (dialect == Dialect.MESSAGES) {
        messages(tree.path("messages"), leftOut);
      } else {
        items(tree.path("input"), leftOut);
      }
      return leftOut.isEmpty()
          ? new PassedThoughts(body, List.of())
          : new PassedThoughts(Json.MAPPER.writeValueAsBytes(tree), leftOut.stream().toList());
    } catch (JsonProcessingException _) {
      return new PassedThoughts(body, List.of()); // the upstream will say what is wrong with it
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory", e);
    }
  }

  private static void messages(JsonNode messages, Set<String> leftOut) {
    Iterator<JsonNode> each = messages.iterator();
    while (each.hasNext()) {
      JsonNode content = each.next().path("content");
      boolean said = !content.isEmpty();
      Iterator<JsonNode> blocks = content.iterator();
      while (blocks.hasNext()) {
        JsonNode block = blocks.next();
        if (block.path("signature").asText("").startsWith(CallSignature.MARK)) {
          leftOut.add(OwnThoughts.CALL + OwnThoughts.ELSEWHERE);
          blocks.remove();
        } else if (Maker.isMarked(block.path("signature").asText(""))
            || Maker.isMarked(block.path("data").asText(""))) {
          leftOut.add(OwnThoughts.word(Dialect.MESSAGES) + OwnThoughts.ELSEWHERE);
          blocks.remove();
        }
      }
      if (said && content.isEmpty()) {
        each.remove(); // a turn of nothing is refused
      }
    }
  }

  private static void items(JsonNode input, Set<String> leftOut) {
    Iterator<JsonNode> items = input.iterator();
    while (items.hasNext()) {
      JsonNode item = items.next();
      if (Maker.isMarked(item.path("encrypted_content").asText(""))) {
        leftOut.add(OwnThoughts.word(Dialect.OPENAI_RESPONSES) + OwnThoughts.ELSEWHERE);
        items.remove();
      } else if (item instanceof ObjectNode call
          && call.path("extra_content").path("google").has("thought_signature")) {
        leftOut.add(OwnThoughts.CALL + OwnThoughts.ELSEWHERE);
        call.remove("extra_content");
      }
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
