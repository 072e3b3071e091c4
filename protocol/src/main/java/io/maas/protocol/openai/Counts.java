package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Told;
import io.maas.protocol.json.Json;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The `usage` object, whose shape both of OpenAI's dialects share, under other names.
public final class Counts {

  /// The names of one of them.
  public record Names(String input, String output, String ofInput, String ofOutput) {}

  private Counts() {}

  /// What it tells; null if it is no object.
  public static @Nullable Told read(JsonNode usage, Names names) {
    if (!usage.isObject()) {
      return null;
    }
    JsonNode ofInput = usage.path(names.ofInput);
    return new Told(
        count(usage.path(names.input)),
        count(ofInput.path("cached_tokens")),
        count(ofInput.path("cache_write_tokens")),
        count(usage.path(names.output)),
        count(usage.path(names.ofOutput).path("reasoning_tokens")));
  }

  private static OptionalLong count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
        ? OptionalLong.of(node.longValue())
        : OptionalLong.empty();
  }

  /// Writes it; null where one side is unknown, since clients demand both and their sum.
  public static @Nullable ObjectNode write(Told told, Names names) {
    if (told.input().isEmpty() || told.output().isEmpty()) {
      return null;
    }
    long input = told.input().getAsLong();
    long output = told.output().getAsLong();
    ObjectNode usage = Json.MAPPER.createObjectNode();
    usage.put(names.input, input).put(names.output, output).put("total_tokens", input + output);
    ObjectNode ofInput = usage.putObject(names.ofInput);
    ofInput.put("cached_tokens", told.cached().orElse(0));
    ofInput.put("cache_write_tokens", told.cacheWritten().orElse(0));
    usage.putObject(names.ofOutput).put("reasoning_tokens", told.reasoning().orElse(0));
    return usage;
  }
}
