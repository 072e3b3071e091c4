package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An error as OpenAI says it: `{"error":{"message","type","param","code"}}`, with the request's
/// id.
///
/// @param message for people
/// @param type the class of error
/// @param param the field at fault, if one is
/// @param code for programs
public record ErrorBody(
    String message, String type, @Nullable String param, @Nullable String code) {

  /// The whole body of a refusal.
  public byte[] toJson(String requestId) {
    return tree(requestId).toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The error inside a stream, followed by the dialect's terminal event.
  public byte[] toStreamEnd(String requestId) {
    return ("data: " + tree(requestId) + "\n\ndata: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode tree(String requestId) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code)
        .put("request_id", requestId);
    return root;
  }
}
