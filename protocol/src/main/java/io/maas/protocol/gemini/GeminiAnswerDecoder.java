package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Content.ToolCall;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads what generateContent and streamGenerateContent answer.
public final class GeminiAnswerDecoder implements AnswerDecoder {

  @Override
  public WholeAnswer whole(byte[] body) throws IOException {
    JsonNode answer = read(body);
    JsonNode error = GeminiChunk.error(answer);
    if (error != null) {
      throw new IOException("error: " + GeminiChunk.message(error) + " (expected: candidates)");
    }
    GeminiChunk chunk = new GeminiChunk(answer);
    if (!answer.path("candidates").path(0).isObject() && !chunk.isBlocked()) {
      throw new IOException("candidates: none (expected: one, or why the prompt was blocked)");
    }
    List<Content> content = content(chunk);
    boolean called = content.stream().anyMatch(ToolCall.class::isInstance);
    Stop stop =
        chunk.isBlocked() ? Stop.of(Reason.DECLINED) : GeminiStops.of(chunk.finishReason(), called);
    return new WholeAnswer(
        chunk.id(), chunk.model(), content, stop, GeminiCounts.of(chunk.usage()));
  }

  @Override
  public StreamDecoder stream() {
    return new GeminiStreamDecoder();
  }

  private static List<Content> content(GeminiChunk chunk) {
    List<Content> content = new ArrayList<>();
    int calls = 0;
    for (JsonNode part : chunk.parts()) {
      if (GeminiCall.isIn(part)) {
        content.add(GeminiCall.of(part, chunk.id(), calls++));
      } else if (!part.path("text").asText("").isEmpty()) {
        String text = part.path("text").asText();
        content.add(
            part.path("thought").asBoolean()
                ? new Content.Thought(text, null)
                : new Content.Text(text));
      }
    }
    return content;
  }

  private static JsonNode read(byte[] body) throws IOException {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new IOException("answer: no JSON (expected: an object with candidates)", e);
    }
  }
}
