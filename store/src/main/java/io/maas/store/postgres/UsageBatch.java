package io.maas.store.postgres;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Many usage records as one JSON parameter of one statement.
final class UsageBatch {

  static final String INSERT =
      """
      insert into usage_records
      select * from json_populate_recordset(null::usage_records, cast(:records as json))
      on conflict (id) do nothing
      """;

  private static final JsonMapper JSON = new JsonMapper();
  private static final int BYTES_PER_RECORD = 1024;

  private UsageBatch() {}

  /// Records in the order of their ids: two batches with the same records then lock them in the
  /// same order, and wait for each other instead of deadlocking.
  static String encode(List<UsageRecord> records) {
    List<UsageRecord> sorted =
        records.stream().sorted(Comparator.comparing(record -> record.intent().id())).toList();
    StringWriter text = new StringWriter(sorted.size() * BYTES_PER_RECORD);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (UsageRecord record : sorted) {
        json.writeStartObject();
        intent(json, record.intent());
        outcome(json, record.outcome());
        record.cost().ifPresent(cost -> cost(json, cost));
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void intent(JsonGenerator json, Intent intent) throws IOException {
    json.writeStringField("id", intent.id().toString());
    json.writeStringField("at", intent.at().toString());
    text(json, "client_request_id", intent.clientRequestId());
    text(json, "tenant", intent.tenant());
    text(json, "username", intent.user());
    json.writeArrayFieldStart("user_groups");
    for (String group : intent.groups()) {
      json.writeString(StoredText.of(group));
    }
    json.writeEndArray();
    text(json, "key_id", intent.keyId());
    text(json, "subscription", intent.subscription());
    text(json, "requested_model", intent.requestedModel());
    text(json, "model", intent.model());
    text(json, "served_model", intent.servedModel());
    text(json, "endpoint", intent.endpoint());
    text(json, "provider", intent.provider());
    text(json, "dialect", intent.dialect());
    json.writeBooleanField("streamed", intent.streamed());
    text(json, "organization", intent.attribution().organization());
    text(json, "cost_center", intent.attribution().costCenter());
    json.writeObjectFieldStart("labels");
    for (Map.Entry<String, String> label : intent.attribution().labels().entrySet()) {
      text(json, StoredText.of(label.getKey()), label.getValue());
    }
    json.writeEndObject();
    Money price = intent.price();
    if (price != null) {
      json.writeNumberField("price_nanos", price.nanos());
    }
    json.writeNumberField("likely_input", intent.likelyInput());
    json.writeNumberField("likely_output", intent.likelyOutput());
  }

  private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
    json.writeNumberField("status", outcome.status());
    json.writeStringField("outcome", outcome.end().name().toLowerCase(Locale.ROOT));
    text(json, "finish_reason", outcome.finishReason());
    text(json, "reported_model", outcome.reportedModel());
    usage(json, outcome.usage());
    Duration firstToken = outcome.firstToken();
    if (firstToken != null) {
      json.writeNumberField("first_token_micros", micros(firstToken));
    }
    json.writeNumberField("duration_micros", micros(outcome.duration()));
    json.writeArrayFieldStart("attempts");
    for (Outcome.Attempt attempt : outcome.attempts()) {
      json.writeStartObject();
      text(json, "endpoint", attempt.endpoint());
      json.writeNumberField("status", attempt.status());
      usage(json, attempt.usage());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void usage(JsonGenerator json, Usage usage) throws IOException {
    count(json, "input_tokens", usage.input());
    count(json, "cached_tokens", usage.cached());
    count(json, "output_tokens", usage.output());
    count(json, "reasoning_tokens", usage.reasoning());
    json.writeBooleanField("estimated", usage.estimated());
  }

  private static void cost(JsonGenerator json, Money cost) {
    try {
      json.writeNumberField("cost_nanos", cost.nanos());
      json.writeStringField("currency", cost.currency());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void text(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, StoredText.of(value));
    }
  }

  private static void count(JsonGenerator json, String field, OptionalLong count)
      throws IOException {
    if (count.isPresent()) {
      json.writeNumberField(field, count.getAsLong());
    }
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
