package io.maas.systemtests.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A line of the simulator's book.
///
/// @param requestId the gateway's id of the request, without the number of the attempt
/// @param status `completed`, `aborted`, `failed` or `refused`
/// @param ended when it ended
public record Served(
    String requestId, String model, long input, long output, String status, Instant ended) {

  static Served of(JsonNode line) {
    return new Served(
        line.path("request_id").asText().replaceFirst("\\.[0-9]+$", ""),
        line.path("model").asText(),
        line.path("input_tokens").asLong(),
        line.path("output_tokens").asLong(),
        line.path("status").asText(),
        Instant.parse(line.path("time").asText()));
  }

  /// Input and output together.
  public long total() {
    return input + output;
  }
}
