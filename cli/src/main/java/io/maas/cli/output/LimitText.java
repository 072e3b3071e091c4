package io.maas.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Limits as one cell of a table: `1000 tokens per 1m, 25 EUR per month, 4 requests at once`.
public final class LimitText {
  private LimitText() {}

  /// All of a list.
  public static String of(JsonNode limits) {
    return Items.joined(limits, LimitText::one, ", ");
  }

  private static String one(JsonNode limit) {
    String window = limit.path("window").asText("");
    String scope = limit.path("scope").asText("user");
    return limit.path("limit").asText()
        + " "
        + unit(limit)
        + (window.isEmpty() ? " at once" : " per " + window)
        + (scope.equals("user") ? "" : " a " + scope);
  }

  private static String unit(JsonNode limit) {
    return switch (limit.path("unit").asText("total_tokens")) {
      case "total_tokens" -> "tokens" + weights(limit.path("weights"));
      case "input_tokens" -> "input tokens";
      case "output_tokens" -> "output tokens";
      case "concurrent_requests" -> "requests";
      case "cost" -> limit.path("currency").asText("cost");
      case String other -> other;
    };
  }

  private static String weights(JsonNode weights) {
    return weights.isObject()
        ? Stream.of("input", "cached", "output")
            .map(token -> weights.path(token).asText())
            .collect(Collectors.joining("/", " weighted ", ""))
        : "";
  }
}
