package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.output.Table.Column;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Limits as people read them.
final class QuotaTable {
  private static final int MOST_NAMES = 3;

  private QuotaTable() {}

  /// A row for each limit, and for each model that has none.
  static Table of(JsonNode told) {
    Table table =
        new Table(
            List.of(
                Column.words("MODEL"),
                Column.words("SUBSCRIPTION"),
                Column.words("UNIT"),
                Column.numbers("LIMIT"),
                Column.words("WINDOW"),
                Column.words("SCOPE"),
                Column.numbers("USED"),
                Column.numbers("HELD"),
                Column.numbers("LEFT"),
                Column.words("RESETS IN")));
    for (JsonNode limit : told.path("data")) {
      table.row(
          names(limit.path("models")),
          names(limit.path("subscriptions")),
          unit(limit),
          limit.path("amount").asText(""),
          limit.path("window").asText(""),
          limit.path("scope").asText(""),
          limit.path("used").asText(""),
          limit.path("held").asText(""),
          limit.path("remaining").asText(""),
          span(limit.path("resets_in_seconds")));
    }
    for (JsonNode free : told.path("unlimited")) {
      String model = free.path("model").asText("");
      String subscription = free.path("subscription").asText("");
      table.row(model, subscription, "unlimited", "", "", "", "", "", "", "");
    }
    return table;
  }

  /// What a request would meet, in one line.
  static String verdict(JsonNode told) {
    String where =
        told.path("model").asText("") + " through " + told.path("subscription").asText("");
    if (told.path("passes").asBoolean()) {
      return "passes: "
          + where
          + ", an answer of up to "
          + told.path("output_allowance").asText()
          + " tokens"
          + (told.path("clamped").asBoolean() ? ", cut by a limit" : "")
          + (told.path("counted").asBoolean(true)
              ? ""
              : ", uncounted: the counters cannot tell now");
    }
    String retry =
        told.has("retry_after") ? "; try again in " + span(told.path("retry_after")) : "";
    return "refused: "
        + told.path("status").asText()
        + ": "
        + told.path("message").asText()
        + retry;
  }

  private static String unit(JsonNode limit) {
    return limit.has("currency") ? limit.path("currency").asText() : limit.path("unit").asText("");
  }

  /// The first few names, and how many more there are.
  private static String names(JsonNode names) {
    List<JsonNode> all = Items.of(names);
    String first =
        all.stream().limit(MOST_NAMES).map(JsonNode::asText).collect(Collectors.joining(","));
    return all.size() > MOST_NAMES ? first + " +" + (all.size() - MOST_NAMES) : first;
  }

  /// The two largest units of a time: `41s`, `1h5m`, `12d3h`.
  private static String span(JsonNode seconds) {
    if (!seconds.isNumber()) {
      return "";
    }
    Duration time = Duration.ofSeconds(seconds.asLong());
    if (time.toDays() > 0) {
      return time.toDays() + "d" + time.toHoursPart() + "h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + "h" + time.toMinutesPart() + "m";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + "m" + time.toSecondsPart() + "s"
        : time.toSeconds() + "s";
  }
}
