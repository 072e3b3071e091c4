package io.maas.protocol.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import io.maas.protocol.sse.Data;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A piece of a block, which most events of a stream are; so it is read without a tree.
///
/// @param index which block
/// @param type `text_delta`, …
/// @param piece what it brings; null if that is no text
record Delta(int index, String type, @Nullable String piece) {

  private static final Delta NOTHING = new Delta(-1, "", null);

  /// Reads `{"type":"content_block_delta","index":…,"delta":{…}}`.
  static Delta read(Data data) throws IOException {
    try (JsonParser parser =
        Json.MAPPER.getFactory().createParser(data.bytes(), data.from(), data.length())) {
      int index = -1;
      Delta delta = NOTHING;
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT && field.equals("index")) {
          index = parser.getIntValue();
        } else if (value == JsonToken.START_OBJECT && field.equals("delta")) {
          delta = inner(parser);
        } else {
          parser.skipChildren();
        }
      }
      return new Delta(index, delta.type, delta.piece);
    }
  }

  private static Delta inner(JsonParser parser) throws IOException {
    String type = "";
    String piece = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value != JsonToken.VALUE_STRING) {
        parser.skipChildren();
        continue;
      }
      switch (field) {
        case "type" -> type = parser.getText();
        case "text", "thinking", "signature", "partial_json" -> piece = parser.getText();
        default -> {}
      }
    }
    return new Delta(-1, type, piece);
  }

  /// The same from a tree.
  static Delta of(JsonNode event) {
    JsonNode delta = event.path("delta");
    String type = delta.path("type").asText("");
    String field =
        switch (type) {
          case "text_delta" -> "text";
          case "thinking_delta" -> "thinking";
          case "signature_delta" -> "signature";
          case "input_json_delta" -> "partial_json";
          default -> "";
        };
    return new Delta(event.path("index").asInt(-1), type, delta.path(field).textValue());
  }
}
