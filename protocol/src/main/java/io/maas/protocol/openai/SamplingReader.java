package io.maas.protocol.openai;

import io.maas.protocol.conversation.Sampling;
import java.util.List;
import java.util.OptionalLong;

/// Reads how tokens are chosen: the names are those of both of OpenAI's dialects and of the engines
/// that speak them.
public final class SamplingReader {

  private SamplingReader() {}

  /// Reads it from a body.
  ///
  /// @param bounds the fields that bound the answer; the least counts
  public static Sampling read(Value body, String... bounds) {
    Long topK = body.at("top_k").integer();
    Value stop = body.at("stop");
    return new Sampling(
        least(body, bounds),
        body.at("temperature").number(),
        body.at("top_p").number(),
        topK == null || topK < 1 ? null : topK, // engines say "all" by -1 or 0
        stop.isSaid() ? stop.texts() : List.of(),
        body.at("seed").integer(),
        body.at("presence_penalty").number(),
        body.at("frequency_penalty").number(),
        (int) Math.min(Integer.MAX_VALUE, body.at("n").count().orElse(1)));
  }

  private static OptionalLong least(Value body, String... bounds) {
    Long least = null;
    for (String bound : bounds) {
      OptionalLong count = body.at(bound).count();
      if (count.isPresent() && (least == null || count.getAsLong() < least)) {
        least = count.getAsLong();
      }
    }
    return least == null ? OptionalLong.empty() : OptionalLong.of(least);
  }
}
