package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/// Resources as rows: what they are called, how they are, and since when.
final class ResourceTable {
  private ResourceTable() {}

  static Table of(List<JsonNode> documents, Instant now) {
    Table table = Table.of("NAMESPACE", "NAME", "PHASE", "AGE", "MESSAGE");
    for (JsonNode document : documents) {
      JsonNode metadata = document.path("metadata");
      table.row(
          metadata.path("namespace").asText(""),
          metadata.path("name").asText(""),
          document.path("status").path("phase").asText(""),
          age(metadata.path("creationTimestamp").asText(""), now),
          message(document.path("status")));
    }
    return table;
  }

  /// Why it is not ready; nothing if it is.
  private static String message(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      boolean ready = "Ready".equals(condition.path("type").asText());
      if (ready && !"True".equals(condition.path("status").asText())) {
        return condition.path("message").asText("");
      }
    }
    return "";
  }

  /// The age in its largest unit, as on Kubernetes.
  static String age(String since, Instant now) {
    try {
      Duration age = Duration.between(Instant.parse(since), now);
      if (age.toMinutes() < 2) {
        return Math.max(0, age.toSeconds()) + "s";
      }
      if (age.toHours() < 2) {
        return age.toMinutes() + "m";
      }
      return age.toDays() < 2 ? age.toHours() + "h" : age.toDays() + "d";
    } catch (DateTimeParseException _) {
      return "";
    }
  }
}
