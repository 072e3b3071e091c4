package io.maas.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.conversation.Told;
import java.util.OptionalLong;

/// Reads usage. Thoughts are not in `candidatesTokenCount` there, and are in our output; what tools
/// of Google's own put into the prompt is apart there, and is in our input.
final class GeminiCounts {

  private GeminiCounts() {}

  static Told of(JsonNode usage) {
    OptionalLong thoughts = count(usage.path("thoughtsTokenCount"));
    return new Told(
        sum(count(usage.path("promptTokenCount")), count(usage.path("toolUsePromptTokenCount"))),
        count(usage.path("cachedContentTokenCount")),
        OptionalLong.empty(),
        sum(count(usage.path("candidatesTokenCount")), thoughts),
        thoughts);
  }

  private static OptionalLong sum(OptionalLong one, OptionalLong other) {
    return one.isEmpty() && other.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(one.orElse(0) + other.orElse(0));
  }

  /// Google counts in 32 bits.
  private static OptionalLong count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0
        ? OptionalLong.of(node.intValue())
        : OptionalLong.empty();
  }
}
