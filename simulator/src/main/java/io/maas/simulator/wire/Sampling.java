package io.maas.simulator.wire;

import java.util.List;

/// What chat and plain completions share.
///
/// @param maxTokens the most tokens of output; 0 where the client set no limit
/// @param minTokens the least
/// @param ignoreEos whether the model must not end of itself
/// @param stops sequences that end the output
/// @param keepsStop whether the sequence stays in the output
/// @param choices how many answers are wanted (`n`)
/// @param seed what to vary the answer by
/// @param streaming how the client wants it sent
public record Sampling(
    int maxTokens,
    int minTokens,
    boolean ignoreEos,
    List<String> stops,
    boolean keepsStop,
    int choices,
    long seed,
    Streaming streaming) {
  private static final int MOST_CHOICES = 128;

  /// How the reply goes out.
  ///
  /// @param stream as events, or whole
  /// @param usageAtEnd an event with the usage after the last one
  /// @param usageAlways the usage so far in every event
  public record Streaming(boolean stream, boolean usageAtEnd, boolean usageAlways) {
    /// In one piece.
    public static final Streaming WHOLE = new Streaming(false, false, false);
  }

  static Sampling read(Fields fields) {
    int maxTokens = fields.number("max_tokens", 1, 0);
    int newer = fields.number("max_completion_tokens", 1, 0);
    int choices = fields.number("n", 1, 1);
    if (choices > MOST_CHOICES) {
      fields.wrong("n", fields.get("n"), "at most " + MOST_CHOICES);
    }
    var temperature = fields.get("temperature");
    if (!temperature.isMissingNode() && !(temperature.isNumber() && temperature.asDouble() >= 0)) {
      fields.wrong("temperature", temperature, "a number of at least 0");
    }
    return new Sampling(
        newer > 0 ? newer : maxTokens,
        fields.number("min_tokens", 0, 0),
        fields.flag("ignore_eos"),
        fields.texts("stop"),
        fields.flag("include_stop_str_in_output"),
        Math.min(choices, MOST_CHOICES),
        fields.seed(),
        streaming(fields));
  }

  private static Streaming streaming(Fields fields) {
    boolean stream = fields.flag("stream");
    var options = fields.get("stream_options");
    if (!options.isMissingNode() && !stream) {
      fields.fail("stream_options: set (expected: only with stream: true)", "stream_options");
    }
    boolean usage = options.path("include_usage").asBoolean();
    return new Streaming(
        stream, usage, usage && options.path("continuous_usage_stats").asBoolean());
  }
}
