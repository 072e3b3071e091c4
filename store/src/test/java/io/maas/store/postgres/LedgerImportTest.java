package io.maas.store.postgres;

import static io.maas.testkit.metering.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.ledger.Backfill;
import io.maas.domain.ledger.Imported;
import io.maas.domain.ledger.VerificationQuery;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.Usage;
import io.maas.domain.metering.UsageRecord;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.metering.Records;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class LedgerImportTest {

  private final List<UsageRecord> records =
      IntStream.range(0, 50)
          .mapToObj(i -> Records.at(NOON.plus(Duration.ofHours(i)), Usage.reported(1, 1)))
          .toList();

  private final PostgresDatabase database;
  private final PostgresBookkeeping books;

  LedgerImportTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.books =
        new PostgresBookkeeping(
            Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password()),
            FixedSeal.fresh(),
            1000);
  }

  private Imported take(String digest, List<UsageRecord> some) {
    return books.take(new Backfill(digest, "root", some));
  }

  private long requests() {
    return database.ledger("one").spent(SpentQuery.of("acme", NOON)).requests();
  }

  @Test
  void takesWhatIsNew() {
    assertThat(take("a", records)).isEqualTo(new Imported.Taken(50));

    assertThat(requests()).isEqualTo(50);
    assertThat(books.verify(new VerificationQuery(null, null, null)).chains())
        .singleElement()
        .satisfies(chain -> {
          assertThat(chain.name()).isEqualTo("imports");
          assertThat(chain.records()).isEqualTo(50);
          assertThat(chain.found()).isZero();
        });
  }

  @Test
  void refusesTheSameFile() {
    take("a", records);

    assertThat(take("a", records))
        .isInstanceOfSatisfying(
            Imported.SameFile.class, same -> assertThat(same.by()).isEqualTo("root"));
    assertThat(requests()).isEqualTo(50);
  }

  @Test
  void refusesAllOfAFileThatOverlaps() {
    database.ledger("gateway").append(records.subList(40, 42));

    assertThat(take("a", records))
        .isInstanceOfSatisfying(
            Imported.Overlapping.class, overlap -> assertThat(overlap.count()).isEqualTo(2));
    assertThat(requests()).isEqualTo(2);

    assertThat(take("a", records.subList(0, 40))).isEqualTo(new Imported.Taken(40));
    assertThat(requests()).isEqualTo(42);
  }

  @Test
  void refusesAllOfAFileWithARecordThatCannotBe() {
    UsageRecord late = Records.at(NOON.plus(Duration.ofDays(2)), Usage.reported(1, 1));
    UsageRecord unfit = new UsageRecord(Intents.at(late.intent(), NOON), late.outcome());

    assertThat(take("a", List.of(records.getFirst(), unfit))).isInstanceOf(Imported.Unfit.class);
    assertThat(requests()).isZero();
  }
}
