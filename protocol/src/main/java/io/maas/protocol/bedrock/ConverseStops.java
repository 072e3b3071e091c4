package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;

/// Reads why a model stopped.
final class ConverseStops {

  private ConverseStops() {}

  static Stop of(JsonNode stopReason) {
    String word = stopReason.asText("");
    return switch (word) {
      case "end_turn" -> Stop.of(Reason.END);
      case "tool_use" -> Stop.of(Reason.CALLS);
      case "max_tokens" -> Stop.of(Reason.LENGTH);
      case "stop_sequence" -> Stop.of(Reason.SEQUENCE);
      case "guardrail_intervened", "content_filtered" -> Stop.of(Reason.DECLINED);
      case "model_context_window_exceeded" -> Stop.of(Reason.CONTEXT);
      case "" -> Stop.of(Reason.OTHER);
      default -> new Stop(Reason.OTHER, null, word);
    };
  }
}
