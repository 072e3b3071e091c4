package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;

/// Writes what a client of `/v1/messages` reads.
public final class MessagesAnswerEncoder implements AnswerEncoder {

  private final Heading heading;

  public MessagesAnswerEncoder(Heading heading) {
    this.heading = heading;
  }

  @Override
  public byte[] whole(WholeAnswer answer) {
    ObjectNode message = Json.MAPPER.createObjectNode();
    String reported = answer.model();
    AnswerHead.write(heading, reported == null ? heading.model() : reported, message);
    ArrayNode content = message.putArray("content");
    for (Content part : answer.content()) {
      part(part, content);
    }
    boolean calls = answer.content().stream().anyMatch(Content.ToolCall.class::isInstance);
    boolean declined = answer.content().stream().anyMatch(Content.Declined.class::isInstance);
    message
        .put("stop_reason", StopReasons.word(answer.stop(), calls, declined))
        .put("stop_sequence", answer.stop().sequence());
    Counts.write(answer.told(), message.putObject("usage"));
    return Trees.bytes(message);
  }

  @Override
  public StreamEncoder stream() {
    return new MessagesStreamEncoder(heading);
  }

  private static void part(Content part, ArrayNode content) {
    switch (part) {
      case Content.Text(String text) -> text(text, content);
      case Content.Declined(String text) -> text(text, content);
      case Content.Thought(String text, String signature) ->
          thought(text, signature == null ? "" : signature, content);
      case Content.SealedThought(String sealed) ->
          content.addObject().put("type", "redacted_thinking").put("data", sealed);
      case Content.ToolCall call -> call(call, content);
      case Content.Image _,
          Content.Document _,
          Content.ToolResult _,
          Content.CachePoint _,
          Content.Foreign _ -> {} // models of this dialect say none of them
    }
  }

  private static void text(String text, ArrayNode content) {
    if (!text.isEmpty()) {
      content.addObject().put("type", "text").put("text", text);
    }
  }

  private static void thought(String text, String signature, ArrayNode content) {
    content.addObject().put("type", "thinking").put("thinking", text).put("signature", signature);
  }

  private static void call(Content.ToolCall call, ArrayNode content) {
    if (call.signature() != null) {
      thought("", CallSignature.wrapped(call.signature()), content);
    }
    ObjectNode block =
        content.addObject().put("type", "tool_use").put("id", call.id()).put("name", call.name());
    Arguments.write(call.arguments(), false, block);
  }
}
