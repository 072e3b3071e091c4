package io.maas.protocol.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import java.nio.charset.StandardCharsets;

/// Trees as bytes.
final class Trees {

  private Trees() {}

  /// The bytes of a tree. Half a character, which JSON can say and UTF-8 cannot, is escaped; where
  /// it stands in arguments that are written to the letter, the bytes have a question mark for it.
  static byte[] bytes(ObjectNode tree) {
    try {
      return Json.MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException _) {
      return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
