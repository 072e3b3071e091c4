package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.JsonLine;
import io.maas.protocol.openai.Bodies;
import java.io.ByteArrayOutputStream;

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
    end(open(type).raw(",\"" + field + "\":").raw(Bodies.bytes(object)), out);
  }

  /// Writes an event that carries an item.
  void item(String type, int index, JsonNode item, ByteArrayOutputStream out) {
    JsonLine opened = open(type).raw(",\"output_index\":").number(index);
    end(opened.raw(",\"item\":").raw(Bodies.bytes(item)), out);
  }

  /// Ends an event.
  void end(JsonLine opened, ByteArrayOutputStream out) {
    opened.raw("}\n\n").to(out);
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
