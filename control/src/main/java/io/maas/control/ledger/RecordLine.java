package io.maas.control.ledger;

import io.maas.control.call.Fields;
import io.maas.control.call.Moments;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A usage record as a line of JSON. Its fields are named as the ledger's columns; a line needs
/// `id`, `at`, `user`, `subscription` and `model`, and says as much more as is known.
final class RecordLine {

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "at",
          "user",
          "groups",
          "key_id",
          "subscription",
          "requested_model",
          "model",
          "served_model",
          "reported_model",
          "endpoint",
          "provider",
          "dialect",
          "streamed",
          "organization",
          "cost_center",
          "labels",
          "session",
          "price_nanos",
          "cached_price_nanos",
          "output_price_nanos",
          "currency",
          "status",
          "finish_reason",
          "input_tokens",
          "cached_tokens",
          "output_tokens",
          "reasoning_tokens",
          "seconds",
          "characters",
          "images",
          "second_price_nanos",
          "character_price_nanos",
          "image_price_nanos",
          "estimated",
          "duration_micros");

  private static final String ELSEWHERE = "elsewhere";

  private RecordLine() {}

  /// What came of reading.
  sealed interface Read {
    /// A record.
    record Sound(UsageRecord sound) implements Read {}

    /// None, and why.
    record Unsound(String why) implements Read {}
  }

  static Read read(String tenant, String line) {
    Fields fields = Fields.of(line);
    fields.names().stream()
        .filter(name -> !FIELDS.contains(name))
        .forEach(name -> fields.complain(name + ": no field of a record"));
    Instant at = moment(fields);
    String name = required(fields, "id");
    UUID id = RecordId.of(name, tenant, at);
    Usage usage = usage(fields);
    Outcome outcome = outcome(fields, id, usage);
    Intent intent = intent(fields, id, at, tenant, name, usage);
    return fields.sound()
        ? new Read.Sound(new UsageRecord(intent, outcome))
        : new Read.Unsound(fields.refusal().message());
  }

  private static Instant moment(Fields fields) {
    String text = required(fields, "at");
    return Moments.parse(text)
        .filter(at -> at.isAfter(Instant.EPOCH))
        .map(at -> at.truncatedTo(ChronoUnit.MICROS))
        .orElseGet(() -> {
          if (!text.isEmpty()) {
            fields.refuse("at", text, Moments.EXPECTED);
          }
          return Instant.EPOCH;
        });
  }

  private static String required(Fields fields, String name) {
    if (!fields.has(name)) {
      fields.refuse(name, "missing", "a text");
    }
    String text = fields.text(name);
    return text == null ? "" : text;
  }

  private static String otherwise(Fields fields, String name, String otherwise) {
    return Objects.requireNonNullElse(fields.text(name), otherwise);
  }

  private static Usage usage(Fields fields) {
    return new Usage(
        fields.count("input_tokens"),
        fields.count("cached_tokens"),
        fields.count("output_tokens"),
        fields.count("reasoning_tokens"),
        fields.flag("estimated", false),
        media(fields, "seconds", "characters", "images"));
  }

  private static Media media(Fields fields, String seconds, String characters, String images) {
    return new Media(
        fields.count(seconds).orElse(0),
        fields.count(characters).orElse(0),
        fields.count(images).orElse(0));
  }

  private static Intent intent(
      Fields fields, UUID id, Instant at, String tenant, String name, Usage usage) {
    String model = required(fields, "model");
    Charged charged = Charged.as(usage);
    return new Intent(
        id,
        at,
        new Correlation(name.equals(id.toString()) ? null : name, fields.text("session"), null),
        tenant,
        required(fields, "user"),
        fields.list("groups"),
        fields.text("key_id"),
        required(fields, "subscription"),
        otherwise(fields, "requested_model", model),
        model,
        otherwise(fields, "served_model", model),
        otherwise(fields, "endpoint", ELSEWHERE),
        otherwise(fields, "provider", ELSEWHERE),
        otherwise(fields, "dialect", "openai"),
        fields.flag("streamed", false),
        new Attribution(
            fields.text("organization"), fields.text("cost_center"), fields.texts("labels")),
        rate(fields),
        charged.input(),
        charged.output(),
        charged.input(),
        charged.output());
  }

  private static @Nullable BillingRate rate(Fields fields) {
    String currency = fields.text("currency");
    if (fields.has("price_nanos") != (currency != null)) {
      fields.complain("price_nanos, currency: one alone (expected: both, or neither)");
    }
    long nanos = fields.count("price_nanos").orElse(0);
    return currency == null
        ? null
        : new BillingRate(
            currency,
            nanos,
            fields.count("cached_price_nanos").orElse(nanos),
            fields.count("output_price_nanos").orElse(nanos),
            0,
            media(fields, "second_price_nanos", "character_price_nanos", "image_price_nanos"));
  }

  private static Outcome outcome(Fields fields, UUID id, Usage usage) {
    int status = fields.integer("status", 200);
    return new Outcome(
        id,
        status,
        status < 400 ? End.COMPLETED : status == 499 ? End.CANCELLED : End.FAILED,
        fields.text("finish_reason"),
        fields.text("reported_model"),
        usage,
        Charged.as(usage),
        null,
        Duration.of(fields.count("duration_micros").orElse(0), ChronoUnit.MICROS),
        List.of());
  }
}
