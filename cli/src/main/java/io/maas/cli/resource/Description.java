package io.maas.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;

/// A resource in sections: what it is called, how it is, its conditions, what was declared, and the
/// rest of its status.
///
/// @param now for how old it is
record Description(PrintWriter out, Instant now) {
  /// All that is declared, once more.
  static final Set<String> LAST_APPLIED =
      Set.of(
          "maas.opendatahub.io/last-applied", "kubectl.kubernetes.io/last-applied-configuration");

  private static final Set<String> SHOWN_ABOVE = Set.of("phase", "conditions");

  void print(JsonNode document) {
    JsonNode metadata = document.path("metadata");
    JsonNode status = document.path("status");
    line("Name", metadata.path("name").asText(""));
    line("Namespace", metadata.path("namespace").asText(""));
    line(
        "Kind",
        document.path("kind").asText("") + " (" + document.path("apiVersion").asText("") + ")");
    line("Created", created(metadata.path("creationTimestamp").asText("")));
    line("Phase", status.path("phase").asText(""));
    section("Labels", metadata.path("labels"));
    section("Annotations", without(metadata.path("annotations"), LAST_APPLIED));
    conditions(status.path("conditions"));
    section(
        "Declared",
        document.path("spec").isMissingNode() ? document.path("data") : document.path("spec"));
    section("Status", without(status, SHOWN_ABOVE));
  }

  private void line(String title, String value) {
    if (!value.isEmpty()) {
      out.printf("%-12s%s%n", title + ":", value);
    }
  }

  private String created(String since) {
    return since.isEmpty() ? "" : since + " (" + ResourceTable.age(since, now) + " ago)";
  }

  private void conditions(JsonNode conditions) {
    if (conditions.isEmpty()) {
      return;
    }
    out.println("Conditions:");
    Table table = Table.of("  TYPE", "STATUS", "SINCE", "REASON", "MESSAGE");
    for (JsonNode condition : Items.of(conditions)) {
      table.row(
          "  " + condition.path("type").asText(""),
          condition.path("status").asText(""),
          ResourceTable.age(condition.path("lastTransitionTime").asText(""), now),
          condition.path("reason").asText(""),
          condition.path("message").asText(""));
    }
    table.print(out, false);
  }

  private void section(String title, JsonNode content) {
    if (!content.isEmpty()) {
      out.println(title + ":");
      Documents.yaml(content).lines().forEach(line -> out.println("  " + line));
    }
  }

  private static JsonNode without(JsonNode tree, Set<String> fields) {
    return tree instanceof ObjectNode object ? object.deepCopy().without(fields) : tree;
  }
}
