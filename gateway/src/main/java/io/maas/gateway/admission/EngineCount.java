package io.maas.gateway.admission;

/// What an engine says when it is asked to count a prompt.
public sealed interface EngineCount {

  /// It has so many tokens.
  ///
  /// @param tokens the chat template's included
  record Counted(long tokens) implements EngineCount {}

  /// It cannot be counted, or this engine does not count.
  ///
  /// @param engine whether that is so of the engine, and not of this prompt alone
  record Uncounted(boolean engine) implements EngineCount {}

  /// No answer came in time.
  record Late() implements EngineCount {}
}
