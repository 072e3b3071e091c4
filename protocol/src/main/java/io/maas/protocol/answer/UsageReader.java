package io.maas.protocol.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Usage;
import io.maas.protocol.request.Medium;
import io.maas.protocol.request.Operation;
import java.io.IOException;
import java.util.OptionalLong;

/// Reads a `usage` object token by token, from a blocking or a fed parser alike.
///
/// OpenAI's `prompt_tokens` and `input_tokens` include cached ones and are taken as they are;
/// Anthropic's `input_tokens` excludes what came from and what went to a cache, so these are added.
/// Output includes reasoning in both.
final class UsageReader {

  private static final long LONGEST = 366L * 24 * 3600;

  private final Operation operation;
  private OptionalLong input = OptionalLong.empty();
  private OptionalLong cached = OptionalLong.empty();
  private OptionalLong written = OptionalLong.empty();
  private OptionalLong output = OptionalLong.empty();
  private OptionalLong reasoning = OptionalLong.empty();
  private OptionalLong seconds = OptionalLong.empty();
  private OptionalLong duration = OptionalLong.empty();
  private long images;

  UsageReader(Operation operation) {
    this.operation = operation;
  }

  /// Takes a number found below `usage`.
  ///
  /// @param nested whether it is in an object of its own there, as details are
  void number(String field, boolean nested, JsonParser parser) throws IOException {
    if (field.equals("seconds") && !nested && hears()) {
      seconds = seconds(parser);
      return;
    }
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
        || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || parser.getLongValue() < 0) {
      return;
    }
    OptionalLong value = OptionalLong.of(parser.getLongValue());
    switch (field) {
      case "cached_tokens" -> cached = value;
      case "reasoning_tokens" -> reasoning = value;
      default -> {
        if (!nested) {
          main(field, value);
        }
      }
    }
  }

  /// Takes what a verbose transcript says of its own length: a number, or one in quotes.
  void duration(JsonParser parser) throws IOException {
    if (hears()) {
      duration = seconds(parser);
    }
  }

  /// Takes note of one picture.
  void image() {
    images++;
  }

  /// Whether it is of an operation that hears sound.
  private boolean hears() {
    return operation.medium().filter(medium -> medium == Medium.HEARD).isPresent();
  }

  /// Seconds that have begun; empty if it is no length that anybody could mean.
  private static OptionalLong seconds(JsonParser parser) throws IOException {
    try {
      double told = Math.ceil(Double.parseDouble(parser.getText()));
      return told >= 0 && told <= LONGEST ? OptionalLong.of((long) told) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private void main(String field, OptionalLong value) {
    switch (field) {
      case "prompt_tokens", "input_tokens" -> input = value;
      case "completion_tokens", "output_tokens" -> output = value;
      case "cache_read_input_tokens" -> {
        if (operation == Operation.MESSAGE) {
          cached = value;
        }
      }
      case "cache_creation_input_tokens" -> written = value;
      default -> {} // an engine may tell more than we count
    }
  }

  Usage usage() {
    if (operation.medium().isPresent()) {
      return new Usage(input, cached, output, reasoning, false, media());
    }
    OptionalLong said = output.isEmpty() && !operation.generates() ? OptionalLong.of(0) : output;
    if (input.isEmpty() && said.isEmpty()) {
      return Usage.unknown();
    }
    return new Usage(whole(), cached, said, reasoning, false);
  }

  private Media media() {
    return new Media(seconds.orElse(duration.orElse(0)), 0, images);
  }

  private OptionalLong whole() {
    return operation == Operation.MESSAGE && input.isPresent()
        ? OptionalLong.of(input.getAsLong() + cached.orElse(0) + written.orElse(0))
        : input;
  }
}
