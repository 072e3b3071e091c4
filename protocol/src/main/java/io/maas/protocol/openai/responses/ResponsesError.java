package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An error that ends a stream of this dialect: `response.failed`. Before a stream an error is said
/// as in OpenAI's other dialect, see [io.maas.protocol.openai.ErrorBody].
///
/// @param code for programs
/// @param message for people
public record ResponsesError(String code, String message) {

  /// What an upstream's own class of error is here. Clients wait, or give up, by it; one that this
  /// dialect does not know is `server_error`.
  public static ResponsesError of(@Nullable String type, String message) {
    String code =
        switch (type) {
          case null -> "server_error";
          case "rate_limit_error", "rate_limit_exceeded", "throttlingException" ->
              "rate_limit_exceeded";
          case "overloaded_error", "server_is_overloaded", "slow_down" -> "server_is_overloaded";
          case "insufficient_quota", "context_length_exceeded", "invalid_prompt" -> type;
          default -> "server_error";
        };
    return new ResponsesError(code, message);
  }

  /// The error in a response.
  ObjectNode tree() {
    return Json.MAPPER.createObjectNode().put("code", code).put("message", message);
  }

  /// The terminal event of a stream whose earlier events were not ours.
  ///
  /// @param sequence a number above those of the events before
  public byte[] toStreamEnd(Heading heading, long sequence) {
    ObjectNode event = Json.MAPPER.createObjectNode().put("type", "response.failed");
    event.put("sequence_number", sequence);
    ObjectNode response = event.putObject("response").put("id", "resp_" + heading.id());
    response.put("object", "response").put("created_at", heading.createdAt());
    response.put("status", "failed").set("error", tree());
    response.putNull("incomplete_details").put("model", heading.model());
    response.putArray("output");
    response.putNull("usage");
    String text = "event: response.failed\ndata: " + event + "\n\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
