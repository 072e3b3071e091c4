package io.maas.store.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.domain.metering.Outcome.Attempt;
import io.maas.domain.metering.Usage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parts of a usage record that are lists and maps, as `jsonb` columns take them. Fields are
/// written in the order of their names and without blanks, so that what is read back can be written
/// the same way again.
final class UsageJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final String NO_LABELS = "{}";

  private UsageJson() {}

  static String groups(List<String> groups) {
    return write(json -> {
      json.writeStartArray();
      for (String group : groups) {
        json.writeString(StoredText.of(group));
      }
      json.writeEndArray();
    });
  }

  static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? NO_LABELS
        : write(json -> {
          json.writeStartObject();
          for (Map.Entry<String, String> label : storable(labels).entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
          }
          json.writeEndObject();
        });
  }

  static String attempts(List<Attempt> attempts) {
    return write(json -> {
      json.writeStartArray();
      for (Attempt attempt : attempts) {
        json.writeStartObject();
        attempt(json, attempt);
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void attempt(JsonGenerator json, Attempt attempt) throws IOException {
    Usage usage = attempt.usage();
    count(json, "cached_tokens", usage.cached());
    json.writeStringField("endpoint", StoredText.of(attempt.endpoint()));
    json.writeBooleanField("estimated", usage.estimated());
    count(json, "input_tokens", usage.input());
    count(json, "output_tokens", usage.output());
    count(json, "reasoning_tokens", usage.reasoning());
    json.writeNumberField("status", attempt.status());
  }

  /// Two labels may become one.
  private static SortedMap<String, String> storable(Map<String, String> labels) {
    SortedMap<String, String> storable = new TreeMap<>();
    labels.forEach((name, value) -> storable.put(StoredText.of(name), StoredText.of(value)));
    return storable;
  }

  /// What a `jsonb` column says, as it is written here: PostgreSQL keeps neither order nor blanks.
  static String sorted(String json) {
    try {
      return SORTED.writeValueAsString(SORTED.readValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds what it cannot: " + e.getMessage(), e);
    }
  }

  private static void count(JsonGenerator json, String field, OptionalLong count)
      throws IOException {
    if (count.isPresent()) {
      json.writeNumberField(field, count.getAsLong());
    }
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String write(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
