package io.maas.simulator.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request's JSON: its fields, and the tools' definitions as the very text that was sent, because
/// their tokens are counted and a rewritten number may be longer than the one that was written.
record Body(ObjectNode fields, String tools) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Null where the bytes are no JSON object.
  static @Nullable Body parse(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      var fields = JSON.createObjectNode();
      var tools = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        parser.nextToken();
        int begin = (int) parser.currentTokenLocation().getByteOffset();
        JsonNode value = parser.readValueAsTree();
        fields.set(name, value);
        if (name.equals("tools") && value.isArray() && !value.isEmpty()) {
          int end = (int) parser.currentLocation().getByteOffset();
          // Where the JSON is no UTF-8, the parser knows no byte offsets.
          tools =
              begin < 0
                  ? value.toString()
                  : new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        }
      }
      return parser.nextToken() == null ? new Body(fields, tools) : null;
    } catch (IOException e) {
      return null;
    }
  }

  static ApiError noJson() {
    return ApiError.badRequest("The request body is not valid JSON (expected: an object).", null);
  }
}
