package io.maas.protocol.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maas.domain.metering.Usage;
import java.io.IOException;
import java.util.OptionalLong;

/// Reads a `usage` object token by token, from a blocking or a fed parser alike.
///
/// `prompt_tokens` includes cached ones and `completion_tokens` includes reasoning in this dialect,
/// so both are taken as they are.
final class UsageReader {

  private OptionalLong input = OptionalLong.empty();
  private OptionalLong cached = OptionalLong.empty();
  private OptionalLong output = OptionalLong.empty();
  private OptionalLong reasoning = OptionalLong.empty();

  /// Takes a number found below `usage`.
  void number(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 0) {
      return;
    }
    OptionalLong value = OptionalLong.of(parser.getLongValue());
    switch (field) {
      case "prompt_tokens" -> input = value;
      case "completion_tokens" -> output = value;
      case "cached_tokens" -> cached = value;
      case "reasoning_tokens" -> reasoning = value;
      default -> {} // an engine may tell more than we count
    }
  }

  /// @param generates whether an answer without `completion_tokens` has none, as embeddings do
  Usage usage(boolean generates) {
    OptionalLong written = output.isEmpty() && !generates ? OptionalLong.of(0) : output;
    return input.isEmpty() && written.isEmpty()
        ? Usage.unknown()
        : new Usage(input, cached, written, reasoning, false);
  }
}
