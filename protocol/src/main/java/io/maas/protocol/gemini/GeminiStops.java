package io.maas.protocol.gemini;

import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;

/// Reads why a model stopped.
final class GeminiStops {

  private GeminiStops() {}

  /// @param called whether the answer has calls: the word is `STOP` with them, too
  static Stop of(String finishReason, boolean called) {
    return switch (finishReason) {
      case "STOP" -> Stop.of(called ? Reason.CALLS : Reason.END);
      case "MAX_TOKENS" -> Stop.of(Reason.LENGTH);
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MODEL_ARMOR",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          Stop.of(Reason.DECLINED);
      case "" -> Stop.of(Reason.OTHER);
      default -> new Stop(Reason.OTHER, null, finishReason);
    };
  }
}
