package io.maas.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.http.Response;
import io.maas.cli.http.Unreachable;
import io.maas.cli.http.Wire;
import io.maas.cli.output.Items;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The simulator's own book of what it served.
///
/// @param wire to the simulator
/// @param since when the story began
record Book(Wire wire, Instant since) {

  /// What it served of these requests; empty if the simulator does not answer.
  Optional<Tally> tally(List<Turn> turns) {
    Set<String> ids = turns.stream().map(Turn::requestId).collect(Collectors.toSet());
    try {
      Response response = wire.send("GET", "/book?since=" + since.toEpochMilli(), null, null);
      return response.isSuccess()
          ? Optional.of(sum(Items.of(response.tree().path("data")), ids))
          : Optional.empty();
    } catch (Unreachable _) {
      return Optional.empty();
    }
  }

  private static Tally sum(List<JsonNode> lines, Set<String> ids) {
    return lines.stream()
        .filter(line -> ids.contains(request(line.path("request_id").asText())))
        .map(line ->
            new Tally(1, line.path("input_tokens").asLong(), line.path("output_tokens").asLong()))
        .reduce(Tally.NOTHING, Tally::plus);
  }

  /// The request of an attempt: further attempts have a number after a dot.
  private static String request(String attempt) {
    return attempt.replaceFirst("\\.[0-9]+$", "");
  }
}
