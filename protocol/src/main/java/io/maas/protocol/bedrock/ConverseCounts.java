package io.maas.protocol.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Told;
import java.util.OptionalLong;

/// Reads usage. What came from or went to a cache is not in `inputTokens` there, and is in ours.
final class ConverseCounts {

  private ConverseCounts() {}

  static Told of(JsonNode usage) {
    OptionalLong fresh = count(usage.path("inputTokens"));
    OptionalLong cached = count(usage.path("cacheReadInputTokens"));
    OptionalLong written = count(usage.path("cacheWriteInputTokens"));
    OptionalLong input =
        fresh.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(fresh.getAsLong() + cached.orElse(0) + written.orElse(0));
    OptionalLong output = count(usage.path("outputTokens"));
    return new Told(input, cached, written, output, OptionalLong.empty());
  }

  /// The service counts in 32 bits.
  private static OptionalLong count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0
        ? OptionalLong.of(node.intValue())
        : OptionalLong.empty();
  }
}
