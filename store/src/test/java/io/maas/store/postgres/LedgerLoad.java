package io.maas.store.postgres;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Money;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// A month of an organisation: a thousand users, of whom a few use most, with two keys each at
/// most, eight models, ten subscriptions.
final class LedgerLoad {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final int DAYS = 30;
  static final int USERS = 1000;
  static final int BATCH = 500;

  private static final int MODELS = 8;
  private static final BillingRate PRICE = BillingRate.perToken(new Money(20_000, "USD"));

  private final long records;

  LedgerLoad(long records) {
    this.records = records;
  }

  /// Appends every second batch, in the order of time, as one of two gateways does.
  void append(Ledger ledger, int gateway) {
    for (long first = (long) gateway * BATCH; first < records; first += 2L * BATCH) {
      Random random = new Random(first);
      List<UsageRecord> batch = new ArrayList<>(BATCH);
      for (long i = first; i < Math.min(records, first + BATCH); i++) {
        batch.add(one(i, random));
      }
      ledger.append(batch);
    }
  }

  private UsageRecord one(long number, Random random) {
    long micros = (long) (Duration.ofDays(DAYS).toSeconds() * 1e6 * number / records);
    Instant at = START.plus(micros, ChronoUnit.MICROS);
    int user = (int) (USERS * Math.pow(random.nextDouble(), 2));
    String model =
        "llm/model-" + (user + (random.nextInt(10) < 7 ? 0 : random.nextInt(3))) % MODELS;
    Usage usage = Usage.reported(200 + random.nextInt(2000), 1 + random.nextInt(500));
    UUID id = Records.id(at);
    Intent intent =
        new Intent(
            id,
            at,
            Intent.Correlation.NONE,
            "acme",
            "user-" + user,
            List.of("staff", "team-" + user % 50),
            "key-" + user + "-" + (random.nextInt(10) < 8 ? 0 : 1),
            "models-as-a-service/subscription-" + user % 10,
            model,
            model,
            model,
            "replica-1",
            "internal",
            "openai",
            true,
            new Attribution("org-" + user % 5, "cc-" + user % 25, Map.of()),
            PRICE,
            500,
            200,
            500,
            512);
    return new UsageRecord(
        intent,
        new Outcome(
            id,
            200,
            End.COMPLETED,
            "stop",
            model,
            usage,
            Charged.as(usage),
            Duration.ofMillis(40),
            Duration.ofMillis(900),
            List.of(new Outcome.Attempt("replica-1", 200, usage))));
  }
}
