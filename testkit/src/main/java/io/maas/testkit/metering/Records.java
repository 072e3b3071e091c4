package io.maas.testkit.metering;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Usage records for tests: each differs from the plainest one by what its test is about.
public final class Records {

  /// When the plainest one was admitted.
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Records() {}

  /// An id as a gateway makes one at that moment: a UUIDv7.
  public static UUID id(Instant at) {
    UUID random = UUID.randomUUID();
    long high = (at.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xFFF);
    return new UUID(high, random.getLeastSignificantBits());
  }

  /// The same request, charged otherwise than it is billed.
  public static UsageRecord charged(UsageRecord plain, Charged charged) {
    Outcome o = plain.outcome();
    return new UsageRecord(
        plain.intent(),
        new Outcome(
            o.id(),
            o.status(),
            o.end(),
            o.finishReason(),
            o.reportedModel(),
            o.usage(),
            charged,
            o.replayed(),
            o.firstToken(),
            o.duration(),
            o.attempts()));
  }

  /// The same request, which took this beside tokens and was charged that, at these prices.
  public static UsageRecord of(UsageRecord plain, BillingRate rate, Media taken, Media charged) {
    Intent i = plain.intent();
    Outcome o = plain.outcome();
    UsageRecord same =
        new UsageRecord(
            new Intent(
                o.id(),
                i.at(),
                i.correlation(),
                i.tenant(),
                i.user(),
                i.groups(),
                i.keyId(),
                i.subscription(),
                i.requestedModel(),
                i.model(),
                i.servedModel(),
                i.endpoint(),
                i.provider(),
                i.dialect(),
                i.streamed(),
                i.attribution(),
                rate,
                i.likelyInput(),
                i.likelyOutput(),
                i.heldInput(),
                i.heldOutput(),
                charged),
            new Outcome(
                o.id(),
                o.status(),
                o.end(),
                o.finishReason(),
                o.reportedModel(),
                o.usage().with(taken),
                o.charged(),
                o.replayed(),
                o.firstToken(),
                o.duration(),
                o.attempts()));
    return charged(same, o.charged().with(charged));
  }

  /// A request of tenant `acme` at [#NOON].
  public static UsageRecord of(String user, String model, Usage usage) {
    return of("acme", NOON, user, "key-of-" + user, model, null, usage);
  }

  /// Another moment's.
  public static UsageRecord at(Instant at, Usage usage) {
    return of("acme", at, "ada", "key-of-ada", "llm/granite", null, usage);
  }

  /// Everything that tests ask for.
  public static UsageRecord of(
      String tenant,
      Instant at,
      String user,
      @Nullable String keyId,
      String model,
      @Nullable Money price,
      Usage usage) {
    UUID id = id(at);
    Intent intent =
        new Intent(
            id,
            at,
            Correlation.NONE,
            tenant,
            user,
            List.of("staff"),
            keyId,
            "llm/free",
            model,
            model,
            "granite",
            "http://one/v1",
            "local",
            "openai",
            false,
            Attribution.NONE,
            price == null ? null : BillingRate.perToken(price),
            10,
            20,
            15,
            40);
    return new UsageRecord(intent, completed(id, usage));
  }

  private static Outcome completed(UUID id, Usage usage) {
    return new Outcome(
        id,
        200,
        Outcome.End.COMPLETED,
        "stop",
        "granite",
        usage,
        Charged.as(usage),
        null,
        Duration.ofMillis(5),
        List.of(new Outcome.Attempt("http://one/v1", 200, usage)));
  }

  /// A request that has something in every field, some of it hard to store.
  public static UsageRecord full() {
    UUID id = id(NOON);
    Usage usage =
        new Usage(
            OptionalLong.of(100),
            OptionalLong.of(40),
            OptionalLong.of(50),
            OptionalLong.of(7),
            true);
    Attribution attribution =
        new Attribution("org-1", "cc-9", Map.of("env", "a \"quoted\" \\ label", "emoji", "😀"));
    Intent intent =
        new Intent(
            id,
            NOON.plusNanos(123_456_000),
            new Correlation("client-1", "session-1", id(NOON)),
            "acme",
            "system:ada",
            List.of("a", "b"),
            "key-1",
            "llm/premium",
            "publishers/x/models/granite",
            "llm/granite",
            "granite-3",
            "http://one/v1",
            "local",
            "anthropic",
            true,
            attribution,
            BillingRate.perToken(new Money(20_000, "EUR")),
            10,
            20,
            15,
            40);
    Outcome outcome =
        new Outcome(
            id,
            499,
            Outcome.End.CANCELLED,
            "length",
            "granite-3.1",
            usage,
            new Charged(120, 40, 60),
            Duration.ofNanos(1_500_000),
            Duration.ofSeconds(3),
            List.of(
                new Outcome.Attempt("http://two/v1", 0, Usage.unknown()),
                new Outcome.Attempt("http://one/v1", 200, usage)));
    return new UsageRecord(intent, outcome);
  }

  /// The same, answered again from what was kept, at prices that differ.
  public static UsageRecord replayed() {
    Intent i = full().intent();
    Outcome o = full().outcome();
    return new UsageRecord(
        new Intent(
            o.id(),
            i.at(),
            i.correlation(),
            i.tenant(),
            i.user(),
            i.groups(),
            i.keyId(),
            i.subscription(),
            i.requestedModel(),
            i.model(),
            i.servedModel(),
            i.endpoint(),
            i.provider(),
            i.dialect(),
            i.streamed(),
            i.attribution(),
            new BillingRate("EUR", 20_000, 2_000, 80_000, 7),
            i.likelyInput(),
            i.likelyOutput(),
            i.heldInput(),
            i.heldOutput()),
        new Outcome(
            o.id(),
            o.status(),
            o.end(),
            o.finishReason(),
            o.reportedModel(),
            o.usage(),
            Charged.NOTHING,
            true,
            o.firstToken(),
            o.duration(),
            o.attempts()));
  }

  /// A request whose model and label nobody should be able to spell like that.
  public static UsageRecord unspeakable() {
    UsageRecord plain = full();
    Intent i = plain.intent();
    Intent intent =
        new Intent(
            i.id(),
            i.at(),
            new Correlation("a\0b", "s\0", null),
            i.tenant(),
            i.user(),
            List.of("\ud800"),
            i.keyId(),
            i.subscription(),
            "half \udc00 pair",
            i.model(),
            i.servedModel(),
            i.endpoint(),
            i.provider(),
            i.dialect(),
            i.streamed(),
            new Attribution(null, null, Map.of("\0", "\0")),
            null,
            0,
            0,
            0,
            0);
    return new UsageRecord(intent, plain.outcome());
  }
}
