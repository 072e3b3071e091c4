package io.maas.protocol.conversation;

import java.util.List;

/// A request as an upstream reads it.
///
/// @param body what is sent
/// @param dropped what the client said and the upstream's dialect cannot: fields by their name in
///   the client's dialect, parts and tools by their type. Whether that is said or refused is the
///   model's policy
public record Encoded(byte[] body, List<String> dropped) {
  public Encoded {
    dropped = List.copyOf(dropped);
  }
}
