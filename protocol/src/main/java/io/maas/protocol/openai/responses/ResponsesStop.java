package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import org.jspecify.annotations.Nullable;

/// Why a response ended: its `status`, and `incomplete_details` beside it.
///
/// @param status `completed` or `incomplete`
/// @param reason why it is incomplete; null if it is complete
record ResponsesStop(String status, @Nullable String reason) {

  private static final String COMPLETED = "completed";
  private static final String INCOMPLETE = "incomplete";

  /// Reads it.
  ///
  /// @param calls whether the model called tools
  /// @param declined whether it said that it will not
  static Stop read(JsonNode response, boolean calls, boolean declined) {
    String status = response.path("status").asText(COMPLETED);
    return switch (status) {
      case COMPLETED -> Stop.of(calls ? Reason.CALLS : declined ? Reason.DECLINED : Reason.END);
      case INCOMPLETE -> incomplete(response.path("incomplete_details").path("reason").asText(""));
      default -> new Stop(Reason.OTHER, null, status);
    };
  }

  private static Stop incomplete(String reason) {
    return switch (reason) {
      case "max_output_tokens", "max_tokens" -> Stop.of(Reason.LENGTH);
      case "content_filter" -> Stop.of(Reason.DECLINED);
      default -> new Stop(Reason.OTHER, null, reason.isEmpty() ? INCOMPLETE : reason);
    };
  }

  /// The words for it. A model that declined in words has completed; `content_filter` is for one
  /// that was silenced.
  ///
  /// @param declined whether the model's words for that it will not were told
  static ResponsesStop of(Stop stop, boolean declined) {
    return switch (stop.reason()) {
      case END, SEQUENCE, CALLS, PAUSED, OTHER -> new ResponsesStop(COMPLETED, null);
      case LENGTH, CONTEXT -> new ResponsesStop(INCOMPLETE, "max_output_tokens");
      case DECLINED ->
          declined
              ? new ResponsesStop(COMPLETED, null)
              : new ResponsesStop(INCOMPLETE, "content_filter");
    };
  }
}
