package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.JsonLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes typed events, with numbers that rise.
final class ResponsesEvents {

  private final JsonLine line = new JsonLine();
  private long next;

  /// Begins an event about an item.
  JsonLine about(String type, String item, int index) {
    return open(type).raw(",\"item_id\":").text(item).raw(",\"output_index\":").number(index);
  }

  /// Writes an event that carries one object.
  void write(String type, String field, JsonNode object, ByteArrayOutputStream out) {
    end(open(type).raw(",\"" + field + "\":").raw(bytes(object)), out);
  }

  /// Writes an event that carries an item.
  void item(String type, int index, JsonNode item, ByteArrayOutputStream out) {
    JsonLine opened = open(type).raw(",\"output_index\":").number(index);
    end(opened.raw(",\"item\":").raw(bytes(item)), out);
  }

  /// Ends an event.
  void end(JsonLine opened, ByteArrayOutputStream out) {
    opened.raw("}\n\n").to(out);
  }

  /// A tree as bytes.
  static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }

  private JsonLine open(String type) {
    return line.raw("event: ")
        .raw(type)
        .raw("\ndata: {\"type\":\"")
        .raw(type)
        .raw("\",\"sequence_number\":")
        .number(next++);
  }
}
