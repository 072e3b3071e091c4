package io.maas.domain.metering;

/// What is held before a request goes upstream, and so what a [Limit] promises.
public enum Enforcement {
  /// An upper bound of the prompt and the output allowed is held, and the engine is told to stop
  /// there: served never exceeds the limit.
  STRICT,
  /// The likely cost is held and the client's `max_tokens` stays: served exceeds the limit by no
  /// more than what the requests in flight cost beyond their holds. What the reference does, only
  /// tighter.
  SETTLE
}
