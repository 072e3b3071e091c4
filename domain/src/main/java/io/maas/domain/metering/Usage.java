package io.maas.domain.metering;

import java.util.OptionalLong;

/// What one answer took. A count of tokens that nobody told is absent, never zero.
///
/// @param input prompt tokens, cached ones included, in every dialect
/// @param cached those of them that the engine took from its cache
/// @param output generated tokens, reasoning included
/// @param reasoning those of them that were thought and not said
/// @param estimated whether the counts are ours, because the engine's never came
/// @param media what it took beside tokens
public record Usage(
    OptionalLong input,
    OptionalLong cached,
    OptionalLong output,
    OptionalLong reasoning,
    boolean estimated,
    Media media) {

  private static final Usage UNKNOWN =
      new Usage(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          false);

  /// Of an answer that took tokens only.
  public Usage(
      OptionalLong input,
      OptionalLong cached,
      OptionalLong output,
      OptionalLong reasoning,
      boolean estimated) {
    this(input, cached, output, reasoning, estimated, Media.NONE);
  }

  /// Nobody told anything.
  public static Usage unknown() {
    return UNKNOWN;
  }

  /// What an engine reported.
  public static Usage reported(long input, long output) {
    return new Usage(
        OptionalLong.of(input),
        OptionalLong.empty(),
        OptionalLong.of(output),
        OptionalLong.empty(),
        false);
  }

  /// What we saw where the engine's own count never came.
  public static Usage estimate(long input, long output) {
    return new Usage(
        OptionalLong.of(input),
        OptionalLong.empty(),
        OptionalLong.of(output),
        OptionalLong.empty(),
        true);
  }

  /// The same tokens, and this beside them.
  public Usage with(Media other) {
    return new Usage(input, cached, output, reasoning, estimated, other);
  }

  /// The same counts, as ours.
  public Usage asEstimated() {
    return new Usage(input, cached, output, reasoning, true, media);
  }

  /// Input and output together, absent counts as none.
  public long total() {
    return input.orElse(0) + output.orElse(0);
  }

  /// Whether an engine told both counts.
  public boolean isComplete() {
    return !estimated && input.isPresent() && output.isPresent();
  }
}
