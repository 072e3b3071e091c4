package io.maas.protocol.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Stop;
import io.maas.protocol.conversation.Stop.Reason;
import org.jspecify.annotations.Nullable;

/// `finish_reason`.
final class ChatStop {

  private ChatStop() {}

  /// Why a choice ended. Engines say `stop` for a call too, and vLLM tells beside it, in
  /// `stop_reason`, which stop sequence it was.
  ///
  /// @param calls whether the model called tools
  /// @param declined whether it said that it will not
  static Stop read(JsonNode choice, boolean calls, boolean declined) {
    JsonNode word = choice.path("finish_reason");
    if (!word.isTextual()) {
      return Stop.of(calls ? Reason.CALLS : Reason.END);
    }
    return switch (word.textValue()) {
      case "stop" -> stopped(choice.path("stop_reason"), calls, declined);
      case "length" -> Stop.of(Reason.LENGTH);
      case "tool_calls", "function_call" -> Stop.of(Reason.CALLS);
      case "content_filter" -> Stop.of(Reason.DECLINED);
      default -> new Stop(Reason.OTHER, null, word.textValue());
    };
  }

  private static Stop stopped(JsonNode sequence, boolean calls, boolean declined) {
    if (calls) {
      return Stop.of(Reason.CALLS);
    }
    if (sequence.isTextual()) {
      return new Stop(Reason.SEQUENCE, sequence.textValue(), null);
    }
    return Stop.of(declined ? Reason.DECLINED : Reason.END);
  }

  /// The word for it. A model that declined in words has stopped; `content_filter` is for one that
  /// was silenced.
  ///
  /// @param declined whether the model's words for that it will not were told
  static String word(@Nullable Stop stop, boolean declined) {
    if (stop == null) {
      return "stop";
    }
    return switch (stop.reason()) {
      case END, SEQUENCE, PAUSED, OTHER -> "stop";
      case LENGTH, CONTEXT -> "length";
      case CALLS -> "tool_calls";
      case DECLINED -> declined ? "stop" : "content_filter";
    };
  }
}
