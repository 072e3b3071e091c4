package io.maas.store.postgres;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A column of `usage_records`, and how a record's value is written for it. That text is what the
/// record's hash is made of, so the column has to be readable as the same text.
///
/// @param name as in the table
/// @param type PostgreSQL's name of its type
/// @param value the value's text, null where the record has none
/// @param later whether it came after records had been hashed
record UsageColumn(
    String name, String type, Function<UsageRecord, @Nullable String> value, boolean later) {

  UsageColumn(String name, String type, Function<UsageRecord, @Nullable String> value) {
    this(name, type, value, false);
  }

  /// The SQL that reads the value's text back; JSON still needs [UsageJson#sorted].
  String stored() {
    return isTime()
        ? "to_char(" + name + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
        : "cast(" + name + " as text)";
  }

  boolean isJson() {
    return type.equals("jsonb");
  }

  private boolean isTime() {
    return type.equals("timestamptz");
  }

  /// No finer than the database: it would round, and a moment must not become a later one.
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// Every column that tells of the record itself, in the order in which it is hashed.
  static final List<UsageColumn> ALL =
      List.of(
          new UsageColumn("id", "uuid", r -> r.intent().id().toString()),
          new UsageColumn("at", "timestamptz", r -> MICROS.format(r.intent().at())),
          ofIntent("client_request_id", i -> i.correlation().clientRequestId()),
          ofIntent("tenant", Intent::tenant),
          ofIntent("username", Intent::user),
          new UsageColumn("user_groups", "jsonb", r -> UsageJson.groups(r.intent().groups())),
          ofIntent("key_id", Intent::keyId),
          ofIntent("subscription", Intent::subscription),
          ofIntent("requested_model", Intent::requestedModel),
          ofIntent("model", Intent::model),
          ofIntent("served_model", Intent::servedModel),
          ofOutcome("reported_model", Outcome::reportedModel),
          ofIntent("endpoint", Intent::endpoint),
          ofIntent("provider", Intent::provider),
          ofIntent("dialect", Intent::dialect),
          new UsageColumn("streamed", "boolean", r -> Boolean.toString(r.intent().streamed())),
          ofIntent("organization", i -> i.attribution().organization()),
          ofIntent("cost_center", i -> i.attribution().costCenter()),
          new UsageColumn(
              "labels", "jsonb", r -> UsageJson.labels(r.intent().attribution().labels())),
          number("price_nanos", r -> price(r, BillingRate::input)),
          number("cost_nanos", r -> nanos(r.cost().orElse(null))),
          new UsageColumn("currency", "text", r -> currency(r.intent().rate())),
          number("likely_input", r -> OptionalLong.of(r.intent().likelyInput())),
          number("likely_output", r -> OptionalLong.of(r.intent().likelyOutput())),
          number("status", r -> OptionalLong.of(r.outcome().status())),
          ofOutcome("outcome", o -> o.end().name().toLowerCase(Locale.ROOT)),
          ofOutcome("finish_reason", Outcome::finishReason),
          count("input_tokens", Usage::input),
          count("cached_tokens", Usage::cached),
          count("output_tokens", Usage::output),
          count("reasoning_tokens", Usage::reasoning),
          new UsageColumn(
              "estimated", "boolean", r -> Boolean.toString(r.outcome().usage().estimated())),
          number("first_token_micros", r -> micros(r.outcome().firstToken())),
          number("duration_micros", r -> micros(r.outcome().duration())),
          new UsageColumn("attempts", "jsonb", r -> UsageJson.attempts(r.outcome().attempts())),
          number("held_input", r -> OptionalLong.of(r.intent().heldInput())),
          number("held_output", r -> OptionalLong.of(r.intent().heldOutput())),
          number("charged_input", r -> OptionalLong.of(r.outcome().charged().input())),
          number("charged_cached", r -> OptionalLong.of(r.outcome().charged().cached())),
          number("charged_output", r -> OptionalLong.of(r.outcome().charged().output())),
          number("charged_cost_nanos", r -> nanos(r.chargedCost().orElse(null))),
          later("cached_price_nanos", "bigint", r -> apart(r, BillingRate::cached)),
          later("output_price_nanos", "bigint", r -> apart(r, BillingRate::output)),
          later("replayed_price_nanos", "bigint", UsageColumn::replayedPrice),
          later("session", "text", r -> StoredText.ofNullable(r.intent().correlation().session())),
          later("fallback_of", "uuid", r -> text(r.intent().correlation().fallbackOf())),
          later("replayed", "boolean", r -> r.outcome().replayed() ? "true" : null),
          amount("seconds", r -> r.outcome().usage().media().seconds()),
          amount("characters", r -> r.outcome().usage().media().characters()),
          amount("images", r -> r.outcome().usage().media().images()),
          amount("charged_seconds", r -> r.outcome().charged().media().seconds()),
          amount("charged_characters", r -> r.outcome().charged().media().characters()),
          amount("charged_images", r -> r.outcome().charged().media().images()),
          amount("second_price_nanos", r -> prices(r).seconds()),
          amount("character_price_nanos", r -> prices(r).characters()),
          amount("image_price_nanos", r -> prices(r).images()));

  /// Null where it is none, as of nearly all records.
  private static UsageColumn amount(String name, ToLongFunction<UsageRecord> value) {
    return later(
        name,
        "bigint",
        r -> {
          long amount = value.applyAsLong(r);
          return amount == 0 ? null : Long.toString(amount);
        });
  }

  private static Media prices(UsageRecord of) {
    BillingRate rate = of.intent().rate();
    return rate == null ? Media.NONE : rate.media();
  }

  /// A column that came after records had been hashed without it. It is part of a record's hash
  /// where it has a value and no part where it has none, so that theirs stay what they were.
  private static UsageColumn later(
      String name, String type, Function<UsageRecord, @Nullable String> value) {
    return new UsageColumn(name, type, value, true);
  }

  private static OptionalLong price(UsageRecord of, ToLongFunction<BillingRate> kind) {
    BillingRate rate = of.intent().rate();
    return rate == null ? OptionalLong.empty() : OptionalLong.of(kind.applyAsLong(rate));
  }

  /// Null where it is what `price_nanos` is.
  private static @Nullable String apart(UsageRecord of, ToLongFunction<BillingRate> kind) {
    OptionalLong price = price(of, kind);
    return price.equals(price(of, BillingRate::input)) ? null : text(price);
  }

  private static @Nullable String replayedPrice(UsageRecord of) {
    OptionalLong price = price(of, BillingRate::replayed);
    return price.orElse(0) == 0 ? null : text(price);
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static @Nullable String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : null;
  }

  private static UsageColumn ofIntent(String name, Function<Intent, @Nullable String> value) {
    return new UsageColumn(name, "text", r -> StoredText.ofNullable(value.apply(r.intent())));
  }

  private static UsageColumn ofOutcome(String name, Function<Outcome, @Nullable String> value) {
    return new UsageColumn(name, "text", r -> StoredText.ofNullable(value.apply(r.outcome())));
  }

  private static UsageColumn count(String name, Function<Usage, OptionalLong> value) {
    return number(name, r -> value.apply(r.outcome().usage()));
  }

  private static UsageColumn number(String name, Function<UsageRecord, OptionalLong> value) {
    return new UsageColumn(name, "bigint", r -> text(value.apply(r)));
  }

  private static OptionalLong nanos(@Nullable Money money) {
    return money == null ? OptionalLong.empty() : OptionalLong.of(money.nanos());
  }

  private static @Nullable String currency(@Nullable BillingRate rate) {
    return rate == null ? null : StoredText.of(rate.currency());
  }

  private static OptionalLong micros(@Nullable Duration duration) {
    return duration == null ? OptionalLong.empty() : OptionalLong.of(duration.toNanos() / 1000);
  }
}
