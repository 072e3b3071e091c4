package io.maas.protocol.openai.chat;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads chat completions. Of several choices the first is read.
public final class ChatAnswerDecoder implements AnswerDecoder {

  private static final String KIND = "a chat completion";

  @Override
  public WholeAnswer whole(byte[] body) throws IOException {
    JsonNode answer = Bodies.answer(body, KIND);
    JsonNode choice = answer.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      throw new IOException("answer: no choice with a message (expected: " + KIND + ")");
    }
    String id = words(answer.path("id"));
    List<Content> content = new ArrayList<>();
    addThought(message, content);
    addText(message.path("content"), content);
    String refusal = words(message.path("refusal"));
    if (refusal != null) {
      content.add(new Content.Declined(refusal));
    }
    boolean calls = addCalls(message, id, content);
    Told told = ChatUsage.read(answer.path("usage"));
    return new WholeAnswer(
        id,
        words(answer.path("model")),
        content,
        ChatStop.read(choice, calls, refusal != null),
        told == null ? Told.NOTHING : told);
  }

  @Override
  public StreamDecoder stream() {
    return new ChatStreamDecoder();
  }

  private static void addThought(JsonNode message, List<Content> content) {
    String thought = thought(message);
    if (thought != null) {
      content.add(new Content.Thought(thought, null));
    }
  }

  /// Engines have two names for it, and some send both.
  static @Nullable String thought(JsonNode message) {
    String thought = words(message.path("reasoning_content"));
    return thought == null ? words(message.path("reasoning")) : thought;
  }

  /// A string that says something; null if there is none.
  static @Nullable String words(JsonNode node) {
    return node.isTextual() && !node.textValue().isEmpty() ? node.textValue() : null;
  }

  private static void addText(JsonNode said, List<Content> content) {
    String text = words(said);
    if (text != null) {
      content.add(new Content.Text(text));
    } else if (said.isArray()) {
      parts(
          said,
          thought -> content.add(new Content.Thought(thought, null)),
          words -> content.add(new Content.Text(words)));
    }
  }

  /// What an array of parts says, as Mistral answers it: some of them are thoughts, which are parts
  /// again.
  static void parts(JsonNode parts, Consumer<String> thought, Consumer<String> text) {
    for (JsonNode part : parts) {
      String piece = words(part.path("text"));
      if (piece != null) {
        text.accept(piece);
      }
      for (JsonNode inner : part.path("thinking")) {
        String hidden = words(inner.path("text"));
        if (hidden != null) {
          thought.accept(hidden);
        }
      }
    }
  }

  private static boolean addCalls(
      JsonNode message, @Nullable String answer, List<Content> content) {
    int before = content.size();
    for (JsonNode call : message.path("tool_calls")) {
      addCall(call, answer, content.size() - before, content);
    }
    JsonNode legacy = message.path("function_call");
    String name = words(legacy.path("name"));
    if (name != null) {
      String id = CallIds.made(answer, content.size() - before);
      content.add(new Content.ToolCall(id, name, arguments(legacy.path("arguments")), null));
    }
    return content.size() > before;
  }

  private static void addCall(
      JsonNode call, @Nullable String answer, int index, List<Content> content) {
    boolean free = call.path("custom").isObject();
    JsonNode function = free ? call.path("custom") : call.path("function");
    String name = words(function.path("name"));
    if (name == null) {
      return; // a call of nothing
    }
    String id = words(call.path("id"));
    content.add(
        new Content.ToolCall(
            id == null ? CallIds.made(answer, index) : id,
            name,
            free
                ? FreeInput.wrapped(function.path("input").asText(""))
                : arguments(function.path("arguments")),
            ThoughtSignature.in(call)));
  }

  /// The text of the arguments; some engines answer the object itself.
  static String arguments(JsonNode arguments) {
    if (arguments.isObject()) {
      return arguments.toString();
    }
    String text = arguments.asText("");
    return text.isBlank() ? "{}" : text;
  }
}
