package io.maas.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntFunction;

/// Lists that control gives in pages, `{"data":[…],"has_more":true}`: to who reads them here they
/// are one.
final class Pages {

  private Pages() {}

  /// Asks for the first page, and for the next as long as there is one.
  ///
  /// @param ask for the page that begins behind so many entries
  static Answer all(IntFunction<Answer> ask) {
    Answer first = ask.apply(0);
    if (!(first instanceof Answer.Given(ObjectNode whole)
        && whole.get("data") instanceof ArrayNode data)) {
      return first;
    }
    boolean more = whole.path("has_more").asBoolean();
    while (more) {
      Answer next = ask.apply(data.size());
      if (!(next instanceof Answer.Given(JsonNode page))) {
        return next;
      }
      // A page without entries says that there is no more, whatever else it says.
      more = page.path("has_more").asBoolean() && !page.path("data").isEmpty();
      page.path("data").forEach(data::add);
    }
    if (whole.has("has_more")) {
      whole.put("has_more", false);
    }
    return first;
  }
}
