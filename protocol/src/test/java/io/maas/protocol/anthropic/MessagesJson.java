package io.maas.protocol.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;

/// JSON as tests write it, with apostrophes for quotation marks.
final class MessagesJson {

  private MessagesJson() {}

  static JsonNode tree(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
