package io.maas.protocol.conversation;

import io.maas.domain.metering.Usage;
import java.util.OptionalLong;

/// The tokens that a provider told. What it did not tell is absent.
///
/// @param input all of the prompt, whatever came from or went to a cache, in every dialect
/// @param cached those of them that were taken from a cache
/// @param cacheWritten those of them that were put into one
/// @param output all that was generated, thoughts included, in every dialect
/// @param reasoning those of them that were thought and not said
public record Told(
    OptionalLong input,
    OptionalLong cached,
    OptionalLong cacheWritten,
    OptionalLong output,
    OptionalLong reasoning) {

  /// Nothing was told.
  public static final Told NOTHING =
      new Told(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /// What was told later over what was told before: counts are cumulative in every dialect, and are
  /// never added up.
  public Told then(Told later) {
    return new Told(
        later.input.isPresent() ? later.input : input,
        later.cached.isPresent() ? later.cached : cached,
        later.cacheWritten.isPresent() ? later.cacheWritten : cacheWritten,
        later.output.isPresent() ? later.output : output,
        later.reasoning.isPresent() ? later.reasoning : reasoning);
  }

  /// As limits and the ledger count it.
  public Usage usage() {
    return input.isEmpty() && output.isEmpty()
        ? Usage.unknown()
        : new Usage(input, cached, output, reasoning, false);
  }
}
