package io.maas.store.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;

/// Trees of maps and lists as `jsonb` holds them.
final class Trees {

  private static final JsonMapper JSON = new JsonMapper();

  private Trees() {}

  static String write(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree that is none: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, Object> read(String json) {
    return read(json, new TypeReference<>() {});
  }

  static List<Map<String, Object>> readList(String json) {
    return read(json, new TypeReference<>() {});
  }

  static Map<String, String> readStrings(String json) {
    return read(json, new TypeReference<>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds what it cannot: " + e.getMessage(), e);
    }
  }
}
