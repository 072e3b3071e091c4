package io.maas.store.postgres;

import static io.maas.testkit.metering.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.chain.ChainHash;
import io.maas.domain.ledger.Retention;
import io.maas.domain.ledger.Seal;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.Verification.Finding;
import io.maas.domain.ledger.Verification.Kind;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EmbeddedPostgresExtension.class)
class LedgerVerificationTest {

  private static final Seal SEAL = FixedSeal.fresh();
  private static final int RECORDS = 20;

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  LedgerVerificationTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  private void append(String chain, Instant at, int records) {
    List<UsageRecord> batch = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      batch.add(Records.at(at.plusSeconds(i), Usage.reported(i, i)));
    }
    database.ledger(chain).append(batch);
  }

  private Verification verify() {
    return verify(null, null, PostgresBookkeeping.PAGE);
  }

  /// All pages as one.
  private Verification verify(@Nullable Instant from, @Nullable Instant to, int page) {
    PostgresBookkeeping books = new PostgresBookkeeping(jdbi, SEAL, page);
    List<Verification.Chain> chains = new ArrayList<>();
    Verification last = books.verify(new VerificationQuery(from, to, null));
    chains.addAll(last.chains());
    while (last.next() != null) {
      last = books.verify(new VerificationQuery(from, to, last.next()));
      chains.addAll(last.chains());
    }
    return new Verification(chains, last.otherKeys(), null);
  }

  private List<Finding> findings() {
    return findings(verify());
  }

  private static List<Finding> findings(Verification verification) {
    return verification.chains().stream().flatMap(chain -> chain.findings().stream()).toList();
  }

  private static long records(Verification verification) {
    return verification.chains().stream().mapToLong(Verification.Chain::records).sum();
  }

  private void tamper(String sql) {
    jdbi.useHandle(handle -> assertThat(handle.execute(sql)).as(sql).isPositive());
  }

  private int checkpoint() {
    return new PostgresBookkeeping(jdbi, SEAL, 100).checkpoint(NOON);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 100})
  void findsNothingWrongWithWhatGatewaysWrote(int page) {
    append("one", NOON, RECORDS);
    database.ledger("two").append(List.of(Records.full(), Records.unspeakable()));
    append("two", NOON.minus(Duration.ofDays(1)), RECORDS);
    checkpoint();
    append("one", NOON, RECORDS);

    Verification verification = verify(null, null, page);

    assertThat(findings(verification)).isEmpty();
    assertThat(records(verification)).isEqualTo(3 * RECORDS + 2);
    assertThat(verification.otherKeys()).isEmpty();
    assertThat(verification.chains().stream().filter(c -> c.name().equals("one")))
        .allSatisfy(chain -> assertThat(chain.unsigned()).isEqualTo(RECORDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "output_tokens = output_tokens + 1",
        "username = 'eve'",
        "at = at + interval '1 microsecond'",
        "charged_input = 0",
        "labels = '{\"a\":\"b\"}'",
        "attempts = '[]'",
        "estimated = not estimated",
        "key_id = null",
        "session = 'another'",
        "replayed = true",
        "charged_images = 1",
        "seconds = 1",
        "hash = null"
      })
  void findsAChangedRecord(String change) {
    append("one", NOON, RECORDS);

    tamper("update usage_records set " + change + " where seq = 7");

    assertThat(findings()).extracting(Finding::kind).contains(Kind.ALTERED);
    assertThat(findings().getFirst().seq()).isEqualTo(7);
  }

  @Test
  void findsADeletedRecord() {
    append("one", NOON, RECORDS);

    tamper("delete from usage_records where seq in (3, 4, 9)");

    assertThat(findings())
        .extracting(Finding::what)
        .containsExactly("records 3 to 4 are missing", "record 9 is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "5, chain, number 5 twice (expected: once)",
    "21, chain, number 21 (expected: 1 to 20)",
    "-1, chain, number -1 (expected: 1 to 20)",
    "1, 4711, number 1 (expected: 1 to 0)"
  })
  void findsAnInsertedRecord(String seq, String chain, String what) {
    append("one", NOON, RECORDS);

    tamper(
        """
        create temporary table forged as select * from usage_records where seq = 6;
        update forged set id = cast(overlay(cast(id as text) placing '0000' from 25) as uuid),
          seq = %s, chain = %s;
        insert into usage_records select * from forged;
        drop table forged; update ledger_horizon set one = true
        """
            .formatted(seq, chain));

    assertThat(findings()).extracting(Finding::what).containsExactly(what);
    assertThat(findings().getFirst().kind()).isEqualTo(Kind.INSERTED);
  }

  @Test
  void findsAChainThatWasCutOff() {
    append("one", NOON, RECORDS);
    checkpoint();

    tamper("delete from usage_records where seq > 15");
    tamper("update ledger_chains set seq = 15");

    assertThat(findings())
        .extracting(Finding::what)
        .containsExactly(
            "the chain ends at 15 (expected: at 20 at least, which a checkpoint signed)");
  }

  @Test
  void findsAChainThatWasWrittenAnewAfterItWasSigned() {
    append("one", NOON, RECORDS);
    checkpoint();

    tamper("update usage_records set username = 'eve' where seq = 3");
    writeAnew();

    assertThat(findings())
        .extracting(Finding::what)
        .containsExactly("its hash is not the one that a checkpoint signed");
  }

  /// As somebody would who knows how hashes are made.
  private void writeAnew() {
    jdbi.useTransaction(handle -> {
      byte[] before = ChainHash.none();
      List<StoredRecord> all =
          handle
              .createQuery("select " + StoredRecord.COLUMNS + " from usage_records order by seq")
              .map((row, _) -> StoredRecord.read(row))
              .list();
      for (StoredRecord each : all) {
        before = RecordHash.of(before, each.seq(), each.values());
        handle.execute("update usage_records set hash = ? where id = ?", before, each.id());
      }
      handle.execute("update ledger_chains set hash = ?", before);
    });
  }

  @Test
  void findsAMissingAndAForgedCheckpoint() {
    for (int i = 0; i < 4; i++) {
      append("one", NOON, 5);
      assertThat(checkpoint()).isEqualTo(1);
    }
    assertThat(checkpoint()).isZero();
    assertThat(findings()).isEmpty();

    tamper("update ledger_checkpoints set hash = '\\x00' where number = 2");
    assertThat(findings()).extracting(Finding::kind).contains(Kind.CHECKPOINT);

    tamper("delete from ledger_checkpoints where number = 2");
    assertThat(findings())
        .extracting(Finding::what)
        .containsExactly("checkpoint 3 follows 1 (expected: 2)");
  }

  @Test
  void namesKeysThatAreNotItsOwn(@TempDir Path other) throws Exception {
    append("one", NOON, 5);
    Seal second = io.maas.store.file.SealKey.in(other);
    new PostgresBookkeeping(jdbi, second, 100).checkpoint(NOON);

    assertThat(verify().otherKeys()).containsExactly(second.keyId());
  }

  @Test
  void staysWholeWhenDaysAreDropped() {
    Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
    for (int i = 0; i < 5; i++) {
      // requests end in another order than they began
      append("one", midnight.minusSeconds(100), 3);
      append("one", midnight.plusSeconds(100), 3);
    }
    append("one", midnight.plus(Duration.ofDays(1)), 3);
    checkpoint();
    PostgresBookkeeping books = new PostgresBookkeeping(jdbi, SEAL, 4);

    books.drop(new Retention(7, 0, 0), midnight.plus(Duration.ofDays(7)));

    Verification rest = verify(null, null, 4);
    assertThat(findings(rest)).isEmpty();
    assertThat(records(rest)).isEqualTo(18);

    tamper("delete from usage_records where seq = 5");
    assertThat(findings()).extracting(Finding::what).containsExactly("record 5 is missing");
    tamper("delete from ledger_checkpoints where first_seq = 1");
    assertThat(findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.CHECKPOINT, Kind.GAP, Kind.GAP);
  }

  @Test
  void looksAtTheDaysThatAreAskedFor() {
    for (int day = 0; day < 4; day++) {
      append("one", NOON.plus(Duration.ofDays(day)), 5);
    }
    tamper("update usage_records set username = 'eve' where seq in (2, 13)");

    Verification third =
        verify(NOON.plus(Duration.ofDays(2)), NOON.plus(Duration.ofDays(2)).plusSeconds(1), 100);

    assertThat(records(third)).isEqualTo(5);
    assertThat(findings(third)).extracting(Finding::seq).containsExactly(13L);
  }
}
