package io.maas.protocol.conversation;

import org.jspecify.annotations.Nullable;

/// Why the model stopped.
///
/// @param reason in words that all dialects have
/// @param sequence the stop sequence that it met, if that was told
/// @param original the provider's own word, for one that nobody has heard of
public record Stop(Reason reason, @Nullable String sequence, @Nullable String original) {

  /// The reasons that matter to a client.
  public enum Reason {
    /// It had said what it had to say.
    END,
    /// It may not write more.
    LENGTH,
    /// It met a stop sequence.
    SEQUENCE,
    /// It waits for the results of tools.
    CALLS,
    /// It, or its provider, will not.
    DECLINED,
    /// The context is full.
    CONTEXT,
    /// It paused a long turn and may be asked to go on.
    PAUSED,
    /// A reason that nobody has heard of; clients are told that it ended.
    OTHER
  }

  /// A reason without more to it.
  public static Stop of(Reason reason) {
    return new Stop(reason, null, null);
  }
}
