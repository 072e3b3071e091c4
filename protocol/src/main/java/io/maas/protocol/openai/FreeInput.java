package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Tool;
import io.maas.protocol.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Free text as the arguments of a function, for upstreams whose tools are functions only: an
/// object with the one string `input`.
public final class FreeInput {

  private static final String FIELD = "input";

  private FreeInput() {}

  /// The arguments that carry a text.
  public static String wrapped(String input) {
    return Json.MAPPER.createObjectNode().put(FIELD, input).toString();
  }

  /// The text that arguments carry. A model that wrote something else is taken by its word.
  public static String unwrapped(String arguments) {
    try {
      JsonNode input = Json.MAPPER.readTree(arguments).path(FIELD);
      return input.isTextual() ? input.textValue() : arguments;
    } catch (IOException _) {
      return arguments;
    }
  }

  /// The schema of such arguments. A grammar is told to the model in words, which does not bind it.
  public static ObjectNode schema(Tool.FreeText tool) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("type", "object");
    ObjectNode input = schema.putObject("properties").putObject(FIELD);
    input.put("type", "string");
    String grammar = grammar(tool.format());
    if (grammar != null) {
      input.put("description", grammar);
    }
    schema.putArray("required").add(FIELD);
    return schema;
  }

  private static @Nullable String grammar(@Nullable JsonNode format) {
    if (format == null || !format.path("definition").isTextual()) {
      return null;
    }
    return "Follows this "
        + format.path("syntax").asText("")
        + " grammar:\n"
        + format.path("definition").textValue();
  }
}
