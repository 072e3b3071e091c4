package io.maas.systemtests.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;

/// Bodies of requests for a chat, which tests change as they like.
public final class Chat {

  /// Where chats are asked for.
  public static final String PATH = "/v1/chat/completions";

  private Chat() {}

  /// One message, and how long the answer may get.
  public static ObjectNode of(String model, String text, int maxTokens) {
    ObjectNode chat = Json.MAPPER.createObjectNode().put("model", model);
    chat.putArray("messages").addObject().put("role", "user").put("content", text);
    return chat.put("max_tokens", maxTokens);
  }

  /// The same as a stream whose answer has exactly that length.
  public static ObjectNode longStream(String model, String text, int tokens) {
    return of(model, text, tokens).put("stream", true).put("ignore_eos", true);
  }
}
