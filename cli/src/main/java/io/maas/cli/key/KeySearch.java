package io.maas.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.LimitText;
import io.maas.cli.output.Table;
import java.util.List;

/// Asks for keys page by page until there are no more.
final class KeySearch {
  /// The most that control gives at once.
  private static final int PAGE = 100;

  private KeySearch() {}

  static Answer all(Control control, ObjectNode filters) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    while (true) {
      switch (control.post("/api-keys/search", page(filters, keys.size()))) {
        case Answer.Refused refused -> {
          return refused;
        }
        case Answer.Given given -> {
          keys.addAll(given.entries());
          if (!given.body().path("has_more").asBoolean() || given.entries().isEmpty()) {
            ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
            list.set("data", keys);
            return new Answer.Given(list);
          }
        }
      }
    }
  }

  static Table table(List<JsonNode> keys) {
    Table table =
        Table.of(
            "ID",
            "NAME",
            "STATUS",
            "USER",
            "SUBSCRIPTION",
            "CREATED",
            "LAST USED",
            "EXPIRES",
            "LIMITS");
    for (JsonNode key : keys) {
      table.row(
          key.path("id").asText(""),
          key.path("name").asText(""),
          key.path("status").asText(""),
          key.path("username").asText(""),
          key.path("subscription").asText(""),
          key.path("creationDate").asText(""),
          key.path("lastUsedAt").asText(""),
          key.path("expirationDate").asText(""),
          LimitText.of(key.path("limits")));
    }
    return table;
  }

  private static ObjectNode page(ObjectNode filters, int offset) {
    ObjectNode search = JsonNodeFactory.instance.objectNode();
    search.set("filters", filters);
    search.putObject("pagination").put("limit", PAGE).put("offset", offset);
    return search;
  }
}
