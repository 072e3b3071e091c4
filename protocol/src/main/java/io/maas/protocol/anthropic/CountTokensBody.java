package io.maas.protocol.anthropic;

import java.nio.charset.StandardCharsets;

/// The answer of `/v1/messages/count_tokens`.
///
/// @param inputTokens of the system prompt, the messages and the tools
public record CountTokensBody(long inputTokens) {

  /// The whole body.
  public byte[] toJson() {
    return ("{\"input_tokens\":" + inputTokens + "}").getBytes(StandardCharsets.UTF_8);
  }
}
