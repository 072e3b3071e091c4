package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads what Converse and ConverseStream answer. Neither tells an id or a model.
public final class ConverseAnswerDecoder implements AnswerDecoder {

  @Override
  public WholeAnswer whole(byte[] body) throws IOException {
    JsonNode answer = read(body);
    JsonNode message = answer.path("output").path("message");
    if (!message.isObject()) {
      throw new IOException(
          "output.message: "
              + message.getNodeType().name().toLowerCase(Locale.ROOT)
              + " (expected: an object)");
    }
    List<Content> content = new ArrayList<>();
    int calls = 0;
    for (JsonNode block : message.path("content")) {
      if (block.path("toolUse").isObject()) {
        ConverseCall.of(block.path("toolUse"), calls).ifPresent(call -> content.add(call.whole()));
        calls++;
      } else {
        addSaid(content, block);
      }
    }
    return new WholeAnswer(
        null,
        null,
        content,
        ConverseStops.of(answer.path("stopReason")),
        ConverseCounts.of(answer.path("usage")));
  }

  @Override
  public StreamDecoder stream() {
    return new ConverseStreamDecoder();
  }

  private static void addSaid(List<Content> content, JsonNode block) {
    JsonNode thought = block.path("reasoningContent");
    if (block.path("text").isTextual()) {
      content.add(new Content.Text(block.path("text").textValue()));
    } else if (thought.path("reasoningText").isObject()) {
      JsonNode text = thought.path("reasoningText");
      content.add(
          new Content.Thought(text.path("text").asText(""), text.path("signature").textValue()));
    } else if (thought.path("redactedContent").isTextual()) {
      content.add(new Content.SealedThought(thought.path("redactedContent").textValue()));
    } else {
      for (JsonNode cited : block.path("citationsContent").path("content")) {
        addSaid(content, cited);
      }
    }
  }

  private static JsonNode read(byte[] body) throws IOException {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new IOException("answer: no JSON (expected: an object with output.message)", e);
    }
  }
}
