package io.maas.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/// `POST /admin/config`: an object of names and values; a value may be a string or a number.
public record ConfigChange(Map<String, String> values) {
  public ConfigChange {
    values = new LinkedHashMap<>(values);
  }

  public static Read<ConfigChange> read(byte[] bytes) {
    var body = Body.parse(bytes);
    if (body == null) {
      return new Read.Refused<>(Body.noJson());
    }
    var fields = new Fields(body.fields());
    var values = new LinkedHashMap<String, String>();
    for (var field : body.fields().properties()) {
      if (!field.getValue().isTextual() && !field.getValue().isNumber()) {
        fields.wrong(field.getKey(), field.getValue(), "a string or a number");
      }
      values.put(field.getKey(), field.getValue().asText());
    }
    return Read.of(fields, new ConfigChange(values));
  }
}
