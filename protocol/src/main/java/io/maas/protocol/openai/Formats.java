package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.conversation.Format;

/// A JSON schema with its name, which both of OpenAI's dialects write alike, one of them an object
/// deeper.
public final class Formats {

  private Formats() {}

  /// Reads the object that names a schema.
  public static Format schema(Value named) {
    Value schema = named.at("schema");
    return schema.isSaid()
        ? new Format.Schema(
            named.at("name").text("answer"),
            named.at("description").text(),
            schema.requiredObject().node(),
            named.at("strict").flag())
        : new Format.AnyJson();
  }

  /// Writes it.
  public static void put(ObjectNode named, Format.Schema schema) {
    named.put("name", schema.name());
    if (schema.description() != null) {
      named.put("description", schema.description());
    }
    named.set("schema", schema.schema());
    if (schema.strict() != null) {
      named.put("strict", schema.strict());
    }
  }
}
