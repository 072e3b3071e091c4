package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.LedgerContract;
import io.maas.testkit.metering.Records;
import io.maas.testkit.metering.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresLedgerTest extends LedgerContract {

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  PostgresLedgerTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Override
  protected Ledger ledger() {
    return database.ledger("here");
  }

  private String text(String expression) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select cast(" + expression + " as text) from usage_records")
            .mapTo(String.class)
            .one());
  }

  @Test
  void countsOnceWhatSeveralGatewaysAppendAtOnce() {
    List<UsageRecord> records =
        IntStream.range(0, 400)
            .mapToObj(
                i -> Records.at(Records.NOON.plusSeconds(i * 997L % 200_000), Usage.reported(1, 0)))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 6)
          .mapToObj(i ->
              threads.submit(() -> {
                Ledger gateway = database.ledger("gateway-" + i);
                List<UsageRecord> own = new ArrayList<>(records);
                Collections.shuffle(own, new Random(i));
                for (int first = 0; first < own.size(); first += 40) {
                  gateway.append(own.subList(first, first + 40));
                }
              }))
          .toList()
          .forEach(done -> assertThat(done).succeedsWithin(Duration.ofSeconds(60)));
    }

    for (Instant since : List.of(Instant.EPOCH, Records.NOON.plusSeconds(40_271))) {
      assertThat(ledger().spent(SpentQuery.of("acme", since)))
          .isEqualTo(Spending.of(records, SpentQuery.of("acme", since)));
    }
    assertThat(
            database
                .bookkeeping(FixedSeal.fresh())
                .verify(new VerificationQuery(null, null, null))
                .chains())
        .allSatisfy(chain -> assertThat(chain.findings()).isEmpty());
  }

  @Test
  void keepsEveryFieldOfARecord() {
    UsageRecord full =
        Records.of(
            Records.replayed(),
            new BillingRate("EUR", 20_000, 2_000, 80_000, 7, new Media(11, 12, 13)),
            new Media(1, 2, 3),
            new Media(4, 5, 6));

    ledger().append(List.of(full));

    // Every column, so that one that is added and not written shows up as null.
    assertThat(
            text("(select count(*) from jsonb_each(to_jsonb(usage_records)) where value = 'null')"))
        .isEqualTo("0");
    assertThat(text("id")).isEqualTo(full.intent().id().toString());
    assertThat(text("at")).isEqualTo("2026-03-01 12:00:00.123456+00");
    assertThat(text("user_groups")).isEqualTo("[\"a\", \"b\"]");
    assertThat(text("labels ->> 'env'")).isEqualTo("a \"quoted\" \\ label");
    assertThat(text("labels ->> 'emoji'")).isEqualTo("😀");
    assertThat(text("outcome")).isEqualTo("cancelled");
    assertThat(text("cost_nanos")).isEqualTo("1050");
    assertThat(text("charged_cost_nanos")).isEqualTo("1050");
    assertThat(text("price_nanos || ' ' || cached_price_nanos || ' ' || output_price_nanos"))
        .isEqualTo("20000 2000 80000");
    assertThat(text("replayed_price_nanos")).isEqualTo("7");
    assertThat(text("seconds || ' ' || characters || ' ' || images")).isEqualTo("1 2 3");
    assertThat(text("charged_seconds || ' ' || charged_characters || ' ' || charged_images"))
        .isEqualTo("4 5 6");
    assertThat(
            text("second_price_nanos || ' ' || character_price_nanos || ' ' || image_price_nanos"))
        .isEqualTo("11 12 13");
    assertThat(text("session")).isEqualTo("session-1");
    assertThat(text("fallback_of"))
        .isEqualTo(String.valueOf(full.intent().correlation().fallbackOf()));
    assertThat(text("first_token_micros")).isEqualTo("1500");
    assertThat(text("duration_micros")).isEqualTo("3000000");
    assertThat(text("attempts -> 0 -> 'input_tokens'")).isNull();
    assertThat(text("attempts -> 1 -> 'reasoning_tokens'")).isEqualTo("7");
  }

  @Test
  void replacesWhatPostgresCannotHold() {
    ledger().append(List.of(Records.unspeakable()));

    assertThat(text("client_request_id")).isEqualTo("a\uFFFDb");
    assertThat(text("requested_model")).isEqualTo("half \uFFFD pair");
    assertThat(text("labels")).isEqualTo("{\"\uFFFD\": \"\uFFFD\"}");
  }
}
