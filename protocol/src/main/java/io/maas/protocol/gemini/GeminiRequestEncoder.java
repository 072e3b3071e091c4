package io.maas.protocol.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Encoded;
import io.maas.protocol.conversation.Leftover;
import io.maas.protocol.conversation.RequestEncoder;
import io.maas.protocol.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes a request for generateContent or streamGenerateContent: the body is the same, and the
/// model's name is in the path.
public final class GeminiRequestEncoder implements RequestEncoder {

  @Override
  public Encoded encode(Conversation conversation, Target target) {
    Set<String> dropped = new LinkedHashSet<>();
    GeminiGeneration generation = GeminiGeneration.of(target.model());
    ObjectNode body = Json.MAPPER.createObjectNode();
    new GeminiContents(generation, dropped).write(body, conversation);
    new GeminiTools(dropped).write(body, conversation);
    ObjectNode config = Json.MAPPER.createObjectNode();
    new GeminiConfig(config, dropped).write(conversation, target);
    new GeminiThinking(config, generation, dropped).write(conversation.thinking());
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    conversation.leftovers().stream().map(Leftover::name).forEach(dropped::add);
    return new Encoded(bytes(body), List.copyOf(dropped));
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return Json.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
