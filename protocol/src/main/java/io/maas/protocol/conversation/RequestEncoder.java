package io.maas.protocol.conversation;

import java.util.OptionalLong;

/// Writes a request for an upstream.
@FunctionalInterface
public interface RequestEncoder {

  /// Where it goes, and what was decided of it.
  ///
  /// @param model our name of the model there
  /// @param allowance the most tokens that an answer may have, if a strict limit says so
  /// @param defaultMaxTokens how long an answer may be where the client says nothing and the
  ///   dialect wants a bound
  record Target(String model, OptionalLong allowance, long defaultMaxTokens) {

    /// The bound of each answer that goes upstream: what the client asked for, but never more than
    /// was allowed.
    public OptionalLong bound(Sampling sampling) {
      OptionalLong asked = sampling.maxTokens();
      if (allowance.isEmpty()) {
        return asked;
      }
      long allowed = allowance.getAsLong();
      return OptionalLong.of(Math.min(asked.orElse(allowed), allowed));
    }
  }

  /// Writes it.
  Encoded encode(Conversation conversation, Target target);
}
