package io.maas.testkit.metering;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Attempt;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/// Intents and outcomes for tests.
public final class UsageRecords {

  private static final Instant AT = Instant.parse("2026-11-21T08:30:00.123456789Z");

  private UsageRecords() {}

  /// A request of alice's, about as long as real ones are.
  public static Intent intent(UUID id) {
    return new Intent(
        id,
        AT,
        new Correlation("client-" + id, null, null),
        "models-as-a-service",
        "alice",
        List.of("system:authenticated", "tier-free-users"),
        "0191d2a4-7c1e-7a8b-9c65-2b2f6d1c3e4f",
        "models-as-a-service/simulator-subscription",
        "ibm-granite/granite-3.1-2b-instruct",
        "llm/ibm-granite-2b-gpu",
        "ibm-granite/granite-3.1-2b-instruct",
        "replica-1",
        "internal",
        "openai",
        true,
        new Attribution("research", "cc-42", Map.of("project", "atlas")),
        BillingRate.perToken(new Money(20_000, "USD")),
        42,
        128,
        60,
        256);
  }

  /// A request that took another's place in an agent's session, at prices that differ.
  public static Intent fallbackIntent(UUID id) {
    Intent plain = barestIntent(id);
    return new Intent(
        id,
        AT,
        new Correlation(null, "session-1", new UUID(1, 2)),
        plain.tenant(),
        plain.user(),
        plain.groups(),
        plain.keyId(),
        plain.subscription(),
        plain.requestedModel(),
        plain.model(),
        plain.servedModel(),
        plain.endpoint(),
        plain.provider(),
        plain.dialect(),
        plain.streamed(),
        plain.attribution(),
        new BillingRate("EUR", 3_000, 300, 15_000, 30),
        1,
        2,
        3,
        4);
  }

  /// A request of nobody in particular, with everything absent that may be.
  public static Intent barestIntent(UUID id) {
    return new Intent(
        id,
        AT,
        Correlation.NONE,
        "t",
        "bob",
        List.of(),
        null,
        "ns/s",
        "m",
        "ns/m",
        "m",
        "e",
        "p",
        "d",
        false,
        Attribution.NONE,
        null,
        0,
        0,
        0,
        0);
  }

  /// A request of everything that is no text, at prices for each.
  public static Intent mediaIntent(UUID id) {
    Intent plain = barestIntent(id);
    return new Intent(
        id,
        AT,
        Correlation.NONE,
        plain.tenant(),
        plain.user(),
        plain.groups(),
        plain.keyId(),
        plain.subscription(),
        plain.requestedModel(),
        plain.model(),
        plain.servedModel(),
        plain.endpoint(),
        plain.provider(),
        plain.dialect(),
        plain.streamed(),
        plain.attribution(),
        new BillingRate("EUR", 1, 2, 3, 4, new Media(5, 6, 7)),
        0,
        0,
        0,
        0,
        new Media(60, 4096, 3));
  }

  /// The client got what is no text, and limits were charged more than that.
  public static Outcome ofMedia(UUID id) {
    Outcome o = completed(id, 10, 20);
    Usage usage = o.usage().with(new Media(1, 2, 3));
    return new Outcome(
        id,
        o.status(),
        o.end(),
        o.finishReason(),
        o.reportedModel(),
        usage,
        Charged.as(usage).with(new Media(4, 5, 6)),
        o.firstToken(),
        o.duration(),
        List.of(new Attempt("replica-1", 200, usage)));
  }

  /// The client got the whole answer of so many tokens.
  public static Outcome completed(UUID id, long input, long output) {
    Usage usage = Usage.reported(input, output);
    return new Outcome(
        id,
        200,
        End.COMPLETED,
        "stop",
        "granite-3.1-2b-instruct",
        usage,
        Charged.as(usage),
        Duration.ofMillis(31),
        Duration.ofMillis(842),
        List.of(new Attempt("replica-1", 200, usage)));
  }

  /// The client got an answer that had been kept.
  public static Outcome replayed(UUID id) {
    Outcome o = completed(id, 10, 20);
    return new Outcome(
        id,
        o.status(),
        o.end(),
        o.finishReason(),
        o.reportedModel(),
        o.usage(),
        Charged.NOTHING,
        true,
        null,
        o.duration(),
        List.of());
  }

  /// The client went away after a retry, before anybody told any count.
  public static Outcome cancelled(UUID id) {
    Usage burnt =
        new Usage(
            OptionalLong.of(7), OptionalLong.of(3), OptionalLong.empty(), OptionalLong.of(1), true);
    return new Outcome(
        id,
        499,
        End.CANCELLED,
        null,
        null,
        Usage.unknown(),
        new Charged(42, 7, 128),
        null,
        Duration.ofNanos(1_000_000_001),
        List.of(new Attempt("replica-1", 0, burnt), new Attempt("replica-2", 503, burnt)));
  }
}
