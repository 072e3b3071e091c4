package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.Bodies;
import io.maas.protocol.openai.FreeInput;
import io.maas.protocol.openai.ThoughtSignature;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes chat completions. Thoughts that may be read are `reasoning_content`, as engines have it;
/// their signatures and what only a provider can read have no place here.
public final class ChatAnswerEncoder implements AnswerEncoder {

  private final Heading heading;
  private final boolean usageAsked;
  private final Set<String> freeText;

  /// @param asked what the client asked
  public ChatAnswerEncoder(Conversation asked, Heading heading) {
    this.heading = heading;
    this.usageAsked = asked.usageAsked();
    this.freeText =
        asked.tools().stream()
            .filter(Tool.FreeText.class::isInstance)
            .map(tool -> ((Tool.FreeText) tool).name())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public byte[] whole(WholeAnswer answer) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("id", "chatcmpl-" + heading.id()).put("object", "chat.completion");
    body.put("created", heading.createdAt());
    body.put("model", answer.model() == null ? heading.model() : answer.model());
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    boolean declined = message(answer, choice.putObject("message"));
    choice.putNull("logprobs");
    choice.put("finish_reason", ChatStop.word(answer.stop(), declined));
    ObjectNode usage = ChatUsage.write(answer.told());
    if (usage != null) {
      body.set("usage", usage);
    }
    return Bodies.bytes(body);
  }

  /// @return whether the model declined in words
  private boolean message(WholeAnswer answer, ObjectNode message) {
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    StringBuilder thought = new StringBuilder();
    ArrayNode calls = message.arrayNode();
    for (Content part : answer.content()) {
      switch (part) {
        case Content.Text words -> text.append(words.text());
        case Content.Declined words -> refusal.append(words.text());
        case Content.Thought words -> thought.append(words.text());
        case Content.ToolCall call -> call(call, calls.addObject());
        case Content.SealedThought _, Content.CachePoint _, Content.Foreign _ -> {}
        case Content.Image _, Content.Document _, Content.ToolResult _ -> {}
      }
    }
    message.put("role", "assistant");
    boolean silent = text.isEmpty() && !(calls.isEmpty() && refusal.isEmpty());
    message.put("content", silent ? null : text.toString());
    message.put("refusal", refusal.isEmpty() ? null : refusal.toString());
    if (!thought.isEmpty()) {
      message.put("reasoning_content", thought.toString());
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    return !refusal.isEmpty();
  }

  private void call(Content.ToolCall call, ObjectNode written) {
    written.put("id", call.id());
    if (freeText.contains(call.name())) {
      written.put("type", "custom");
      ObjectNode custom = written.putObject("custom").put("name", call.name());
      custom.put("input", FreeInput.unwrapped(call.arguments()));
    } else {
      written.put("type", "function");
      ObjectNode function = written.putObject("function").put("name", call.name());
      function.put("arguments", call.arguments());
    }
    ThoughtSignature.put(written, call.signature());
  }

  @Override
  public StreamEncoder stream() {
    return new ChatStreamEncoder(heading, usageAsked, freeText);
  }
}
