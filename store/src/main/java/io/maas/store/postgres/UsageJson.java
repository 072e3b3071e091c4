package io.maas.store.postgres;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.maas.domain.metering.Outcome.Attempt;
import io.maas.domain.metering.Usage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The parts of a usage record that are lists and maps, as `jsonb` columns take them.
final class UsageJson {

  private static final JsonFactory JSON = new JsonFactory();
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
          for (Map.Entry<String, String> label : labels.entrySet()) {
            json.writeStringField(StoredText.of(label.getKey()), StoredText.of(label.getValue()));
          }
          json.writeEndObject();
        });
  }

  static String attempts(List<Attempt> attempts) {
    return write(json -> {
      json.writeStartArray();
      for (Attempt attempt : attempts) {
        json.writeStartObject();
        json.writeStringField("endpoint", StoredText.of(attempt.endpoint()));
        json.writeNumberField("status", attempt.status());
        usage(json, attempt.usage());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  private static void usage(JsonGenerator json, Usage usage) throws IOException {
    count(json, "input_tokens", usage.input());
    count(json, "cached_tokens", usage.cached());
    count(json, "output_tokens", usage.output());
    count(json, "reasoning_tokens", usage.reasoning());
    json.writeBooleanField("estimated", usage.estimated());
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
