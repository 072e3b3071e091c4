package io.maas.protocol.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.Data;
import java.io.IOException;

/// What a server-sent event carries in its `data:` lines.
public sealed interface EventData {

  /// A JSON object.
  record Tree(JsonNode event) implements EventData {}

  /// `[DONE]`.
  record Done() implements EventData {}

  /// No data: a comment that keeps the connection alive.
  record Nothing() implements EventData {}

  /// Data that is no JSON object.
  record Garbage() implements EventData {}

  /// Reads the event in `[from, to)`, framing included.
  static EventData of(byte[] bytes, int from, int to) {
    Data data = Data.of(bytes, from, to);
    if (data == null || data.length() == 0) {
      return new Nothing();
    }
    if (data.is("[DONE]")) {
      return new Done();
    }
    try {
      JsonNode tree = Json.MAPPER.readTree(data.bytes(), data.from(), data.length());
      return tree != null && tree.isObject() ? new Tree(tree) : new Garbage();
    } catch (IOException _) {
      return new Garbage();
    }
  }
}
