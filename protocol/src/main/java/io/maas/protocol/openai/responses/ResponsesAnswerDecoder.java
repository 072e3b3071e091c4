package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.AnswerDecoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.ThoughtSignature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads responses.
public final class ResponsesAnswerDecoder implements AnswerDecoder {

  private static final String KIND = "a response";

  @Override
  public WholeAnswer whole(byte[] body) throws IOException {
    JsonNode answer = Bodies.answer(body, KIND);
    if (!answer.path("output").isArray()) {
      throw new IOException("answer: no output (expected: " + KIND + ")");
    }
    List<Content> content = new ArrayList<>();
    for (JsonNode item : answer.path("output")) {
      addItem(item, content);
    }
    boolean calls = content.stream().anyMatch(Content.ToolCall.class::isInstance);
    boolean declined = content.stream().anyMatch(Content.Declined.class::isInstance);
    Told told = ResponsesUsage.read(answer.path("usage"));
    return new WholeAnswer(
        words(answer.path("id")),
        words(answer.path("model")),
        content,
        ResponsesStop.read(answer, calls, declined),
        told == null ? Told.NOTHING : told);
  }

  @Override
  public StreamDecoder stream() {
    return new ResponsesStreamDecoder();
  }

  /// A string that says something; null if there is none.
  static @Nullable String words(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
  }

  private static void addItem(JsonNode item, List<Content> content) {
    String type = item.path("type").asText("");
    switch (type) {
      case "message" -> addMessage(item, content);
      case "function_call" -> addCall(item, arguments(item), content);
      case "custom_tool_call" ->
          addCall(item, FreeInput.wrapped(item.path("input").asText("")), content);
      case "reasoning" -> {
        String text = thought(item);
        String sealed = words(item.path("encrypted_content"));
        if (text != null) {
          content.add(new Content.Thought(text, sealed));
        } else if (sealed != null) {
          content.add(new Content.SealedThought(sealed));
        }
      }
      default -> content.add(new Content.Foreign(type, item));
    }
  }

  private static void addMessage(JsonNode message, List<Content> content) {
    for (JsonNode part : message.path("content")) {
      String text = words(part.path("text"));
      if (text != null) {
        content.add(new Content.Text(text));
      }
      String refusal = words(part.path("refusal"));
      if (refusal != null) {
        content.add(new Content.Declined(refusal));
      }
    }
  }

  private static void addCall(JsonNode item, String arguments, List<Content> content) {
    String name = words(item.path("name"));
    if (name != null) {
      content.add(new Content.ToolCall(callId(item), name, arguments, ThoughtSignature.in(item)));
    }
  }

  /// The id that a result names; the item's own where an engine gives no other.
  static String callId(JsonNode item) {
    String id = words(item.path("call_id"));
    return id == null ? item.path("id").asText("call_0") : id;
  }

  static String arguments(JsonNode item) {
    String arguments = item.path("arguments").asText("");
    return arguments.isBlank() ? "{}" : arguments;
  }

  /// What of a thought may be read: its summary, else the thought itself; null if nothing may.
  static @Nullable String thought(JsonNode item) {
    JsonNode parts = item.path("summary").isEmpty() ? item.path("content") : item.path("summary");
    if (parts.isEmpty()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> texts.add(part.path("text").asText("")));
    return String.join("\n\n", texts);
  }
}
