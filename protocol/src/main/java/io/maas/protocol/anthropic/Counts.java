package io.maas.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Told;
import java.util.OptionalLong;

/// The tokens of one answer, as this dialect tells them: once in an answer that is one body; in a
/// stream first at its start and then cumulatively, not each time all of them.
///
/// `input_tokens` is only what neither came from a cache nor went to one.
final class Counts {

  private static final long UNTOLD = -1;
  private static final long MOST = 1L << 53; // beyond it JSON's numbers are not exact

  private long input = UNTOLD;
  private long read = UNTOLD;
  private long written = UNTOLD;
  private long output = UNTOLD;
  private long thought = UNTOLD;

  /// Takes a `usage`, over what was told before.
  void take(JsonNode usage) {
    input = later(input, usage.path("input_tokens"));
    read = later(read, usage.path("cache_read_input_tokens"));
    written = later(written, usage.path("cache_creation_input_tokens"));
    output = later(output, usage.path("output_tokens"));
    thought = later(thought, usage.path("output_tokens_details").path("thinking_tokens"));
  }

  /// The later count. Some servers end with zeros where they mean that they have nothing new.
  private static long later(long before, JsonNode told) {
    boolean count = told.isIntegralNumber() && told.canConvertToLong() && told.longValue() >= 0;
    if (!count || told.longValue() > MOST || (told.longValue() == 0 && before > 0)) {
      return before;
    }
    return told.longValue();
  }

  /// The counts in our words.
  Told told() {
    OptionalLong all =
        input == UNTOLD
            ? OptionalLong.empty()
            : OptionalLong.of(input + Math.max(read, 0) + Math.max(written, 0));
    return new Told(all, count(read), count(written), count(output), count(thought));
  }

  private static OptionalLong count(long told) {
    return told == UNTOLD ? OptionalLong.empty() : OptionalLong.of(told);
  }

  /// Writes counts as clients of this dialect read them. They want numbers: what nobody told is 0.
  static void write(Told told, ObjectNode usage) {
    long read = told.cached().orElse(0);
    long written = told.cacheWritten().orElse(0);
    usage
        .put("input_tokens", Math.max(told.input().orElse(0) - read - written, 0))
        .put("cache_creation_input_tokens", written)
        .put("cache_read_input_tokens", read)
        .put("output_tokens", told.output().orElse(0));
    told.reasoning()
        .ifPresent(
            tokens -> usage.putObject("output_tokens_details").put("thinking_tokens", tokens));
  }
}
