package io.maas.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// What the ledger says of a user. Records reach it a moment after the answer reached the client,
/// so it is asked until it has them.
///
/// @param control asked as an administrator
/// @param pause waits between two questions
record Ledger(Control control, Pause pause) {
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final int MOST_QUESTIONS = 80;

  /// Waits.
  @FunctionalInterface
  interface Pause {
    /// Waits for as long.
    void wait(Duration time);
  }

  /// The user's use under each subscription, as soon as it has so many requests, or what there is
  /// after twenty seconds.
  Map<String, Tally> of(String user, long requests) {
    Map<String, Tally> tallies = ask(user);
    for (int i = 1; i < MOST_QUESTIONS && requests(tallies) < requests; i++) {
      pause.wait(BETWEEN);
      tallies = ask(user);
    }
    return tallies;
  }

  private static long requests(Map<String, Tally> tallies) {
    return tallies.values().stream().mapToLong(Tally::requests).sum();
  }

  private Map<String, Tally> ask(String user) {
    return switch (control.get("/usage?group_by=subscription&user=" + Control.encoded(user))) {
      case Answer.Refused _ -> Map.of();
      case Answer.Given given ->
          given.entries().stream()
              .collect(
                  Collectors.toMap(
                      row -> Tally.bare(row.path("subscription").asText("")),
                      Ledger::tally,
                      Tally::plus));
    };
  }

  private static Tally tally(JsonNode row) {
    return new Tally(
        row.path("requests").asLong(),
        row.path("input_tokens").asLong(),
        row.path("output_tokens").asLong());
  }
}
