package io.maas.protocol.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what an upstream of `/v1/messages` answers.
public final class MessagesAnswerDecoder implements AnswerDecoder {

  @Override
  public WholeAnswer whole(byte[] body) throws IOException {
    JsonNode answer = tree(body);
    if (answer.path("error").isObject()) {
      JsonNode error = answer.path("error");
      throw new IOException(
          "answer: error %s: %s (expected: a message)"
              .formatted(error.path("type").asText(), error.path("message").asText()));
    }
    if (!answer.path("content").isArray()) {
      throw new IOException("answer: no content (expected: a message with an array of blocks)");
    }
    List<Content> content = new ArrayList<>();
    for (JsonNode block : answer.path("content")) {
      Content read = content(block);
      if (read != null) {
        content.add(read);
      }
    }
    String explanation = answer.path("stop_details").path("explanation").asText("");
    if (!explanation.isEmpty()) {
      content.add(new Content.Declined(explanation));
    }
    Counts counts = new Counts();
    counts.take(answer.path("usage"));
    return new WholeAnswer(
        answer.path("id").textValue(),
        answer.path("model").textValue(),
        content,
        StopReasons.read(answer),
        counts.told());
  }

  private static JsonNode tree(byte[] body) throws IOException {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("answer: not JSON (expected: a message)", e);
    }
  }

  /// A block; null if it is of a tool that the provider runs itself, or new.
  private static @Nullable Content content(JsonNode block) {
    return switch (block.path("type").asText("")) {
      case "text" -> new Content.Text(block.path("text").asText(""));
      case "thinking" -> {
        String signature = block.path("signature").asText("");
        yield new Content.Thought(
            block.path("thinking").asText(""), signature.isEmpty() ? null : signature);
      }
      case "redacted_thinking" -> new Content.SealedThought(block.path("data").asText(""));
      case "tool_use" -> {
        JsonNode input = block.path("input");
        yield new Content.ToolCall(
            block.path("id").asText(""),
            block.path("name").asText(""),
            input.isObject() ? input.toString() : "{}",
            null);
      }
      default -> null;
    };
  }

  @Override
  public StreamDecoder stream() {
    return new MessagesStreamDecoder();
  }
}
