package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;

/// This dialect's words for why a model stopped.
final class StopReasons {

  private StopReasons() {}

  /// Reads `stop_reason` and `stop_sequence` of an object. A word that nobody has heard of is kept,
  /// and is no error.
  static Stop read(JsonNode holder) {
    String word = holder.path("stop_reason").asText("");
    return switch (word) {
      case "end_turn" -> Stop.of(Reason.END);
      case "max_tokens" -> Stop.of(Reason.LENGTH);
      case "stop_sequence" ->
          new Stop(Reason.SEQUENCE, holder.path("stop_sequence").textValue(), null);
      case "tool_use" -> Stop.of(Reason.CALLS);
      case "pause_turn" -> Stop.of(Reason.PAUSED);
      case "refusal" -> Stop.of(Reason.DECLINED);
      case "model_context_window_exceeded" -> Stop.of(Reason.CONTEXT);
      default -> new Stop(Reason.OTHER, null, word.isEmpty() ? null : word);
    };
  }

  /// The word for clients.
  ///
  /// @param calls whether the answer has a call: some engines call a tool and say that they ended
  /// @param declined whether the model said that it will not
  static String word(Stop stop, boolean calls, boolean declined) {
    return switch (stop.reason()) {
      case END, OTHER -> calls ? "tool_use" : declined ? "refusal" : "end_turn";
      case LENGTH -> "max_tokens";
      case SEQUENCE -> "stop_sequence";
      case CALLS -> "tool_use";
      case DECLINED -> "refusal";
      case CONTEXT -> "model_context_window_exceeded";
      case PAUSED -> "pause_turn";
    };
  }
}
