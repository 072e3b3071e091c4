package io.maas.protocol.conversation;

import io.maas.domain.access.Refusal.BadRequest;

/// Reads a client's request. The bytes were read once before: they are JSON without duplicate keys,
/// and what governance needs is of the right type. The rest is not known yet.
@FunctionalInterface
public interface RequestDecoder {

  /// What came of it.
  sealed interface Decoded {
    /// It is a conversation.
    record Read(Conversation conversation) implements Decoded {}

    /// It is none, and why.
    record Malformed(BadRequest refusal) implements Decoded {}
  }

  /// Reads a body.
  Decoded decode(byte[] body);
}
