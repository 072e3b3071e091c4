package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.audit.AuditKeeping;
import io.maas.domain.audit.AuditKeeping.Prefix;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.ledger.Seal;
import io.maas.domain.ledger.Verification;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is signed about audit logs, and what may go because it is.
@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresAuditKeepingTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Seal SEAL = FixedSeal.fresh();
  private static final Seal OTHER = FixedSeal.fresh();

  private final PostgresDatabase database;
  private final Jdbi jdbi;
  private final AuditLog log;
  private final AuditKeeping keeping;

  PostgresAuditKeepingTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
    this.log = database.auditLog(SEAL);
    this.keeping = database.auditKeeping(SEAL);
  }

  /// One an hour.
  private void lines(String tenant, int first, int last) {
    IntStream.rangeClosed(first, last)
        .forEach(number ->
            log.append(
                new AuditEntry(
                    tenant,
                    new UUID(7, number),
                    NOON.plus(Duration.ofHours(number)),
                    Stage.ENDED,
                    new Actor("ada", Actor.Kind.TOKEN, ""),
                    new From("192.0.2.7", "r" + number),
                    "createUser",
                    new Thing("users", "user-" + number),
                    null,
                    "{\"name\":\"ä\"}",
                    201)));
  }

  private void tamper(String sql) {
    jdbi.useTransaction(handle -> {
      handle.execute("alter table audit_records disable trigger user");
      for (String each : sql.split(";", -1)) {
        handle.execute(each);
      }
      handle.execute("alter table audit_records enable trigger user");
    });
  }

  private Verification.Chain verified() {
    return log.verify("acme", 0).chains().getFirst();
  }

  private List<String> findings() {
    return verified().findings().stream().map(each -> each.kind() + " " + each.seq()).toList();
  }

  /// Lines 1 to 3 are signed by the first checkpoint, 4 to 6 by the second, 7 by none.
  private void signedTwice() {
    lines("acme", 1, 3);
    assertThat(keeping.checkpoint(NOON)).isOne();
    lines("acme", 4, 6);
    assertThat(keeping.checkpoint(NOON.plusSeconds(1))).isOne();
    lines("acme", 7, 7);
  }

  @Test
  void signsWhatGrew() {
    signedTwice();
    lines("other", 1, 1);

    assertThat(keeping.checkpoint(NOON.plusSeconds(2))).isEqualTo(2);
    assertThat(keeping.checkpoint(NOON.plusSeconds(3))).isZero();
    assertThat(verified().checkpoints()).isEqualTo(3);
    assertThat(verified().unsigned()).isZero();
    assertThat(log.verify("acme", 0).otherKeys()).isEmpty();
    assertThat(log.checkpoints("acme")).hasSize(3);
    assertThat(log.checkpoints("other")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a changed line
        "update audit_records set actor = 'eve' where seq = 2 | [ALTERED 2]",
        // a removed one
        "delete from audit_records where seq = 5 | [GAP 5]",
        // a removed end, with the chain's end put right
        "delete from audit_records where seq > 4; update audit_chains set seq = 4, hash = (select hash from"
            + " audit_records where seq = 4) | [GAP 5]",
        // two that changed places
        "update audit_records set seq = 99 where seq = 2; update audit_records set seq = 2 where seq = 3;"
            + " update audit_records set seq = 3 where seq = 99 | [ALTERED 2, ALTERED 3, ALTERED 4]",
        // a chain written anew from a line on
        "update audit_records set hash = sha256(hash) where seq = 6 | [ALTERED 6, ALTERED 7]",
        // a signature of nobody's
        "update audit_checkpoints set signature = sha512(signature) where number = 2 | [CHECKPOINT 6]",
        // what was signed of another
        "update audit_checkpoints set last_seq = 4 where number = 2 | [ALTERED 4, CHECKPOINT 4]",
        // a missing checkpoint
        "delete from audit_checkpoints where number = 1 | [CHECKPOINT 6]",
      })
  void findsWhatWasTamperedWith(String sql, String found) {
    signedTwice();
    assertThat(findings()).isEmpty();

    tamper(sql);

    assertThat(findings().stream().sorted().toList()).hasToString(found);
  }

  @Test
  void namesAKeyThatIsNotItsOwn() {
    lines("acme", 1, 3);
    database.auditKeeping(OTHER).checkpoint(NOON);

    assertThat(findings()).isEmpty();
    assertThat(log.verify("acme", 0).otherKeys()).containsExactly(OTHER.keyId());
  }

  @Test
  void takesNoCheckpointOfTheLedgerForOne() {
    lines("acme", 1, 3);
    keeping.checkpoint(NOON);
    jdbi.useHandle(handle -> {
      handle.execute("insert into ledger_chains (name) values ('acme')");
      handle.execute(
          "update ledger_chains c set seq = a.seq, hash = a.hash from audit_chains a where name ="
              + " 'acme'");
    });
    database.bookkeeping(SEAL).checkpoint(NOON);

    tamper(
        "update audit_checkpoints a set signature = l.signature from ledger_checkpoints l where"
            + " l.last_seq = 3");

    assertThat(findings()).containsExactly("CHECKPOINT 3");
  }

  @Test
  void dropsWhatIsOldAndSignedAndSaysWhereItBeginsNow() {
    signedTwice();

    List<Prefix> old = keeping.olderThan(NOON.plus(Duration.ofHours(5)));
    long dropped = keeping.drop(old.getFirst(), NOON);

    assertThat(old).containsExactly(new Prefix("acme", 1, 4));
    assertThat(dropped).isEqualTo(4);
    assertThat(log.lines("acme", null, null, 0, 10))
        .extracting(AuditLog.Line::seq)
        .containsExactly(5L, 6L, 7L);
    assertThat(findings()).isEmpty();
    assertThat(verified().begins()).isEqualTo(5);
    lines("acme", 8, 8);
    assertThat(findings()).isEmpty();
  }

  @Test
  void keepsWhatNobodySigned() {
    signedTwice();

    assertThat(keeping.olderThan(NOON.plus(Duration.ofDays(9))))
        .containsExactly(new Prefix("acme", 1, 6));
    assertThatThrownBy(() -> keeping.drop(new Prefix("acme", 1, 7), NOON))
        .hasMessageContaining("not signed");
    assertThat(log.lines("acme", null, null, 0, 10)).hasSize(7);
  }

  @Test
  void keepsALineBehindAYoungerOne() {
    lines("acme", 3, 3);
    lines("acme", 1, 1); // the clock was put back
    keeping.checkpoint(NOON);

    assertThat(keeping.olderThan(NOON.plus(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void dropsPieceByPieceAndAgain() {
    signedTwice();
    AuditKeeping pieces = new PostgresAuditKeeping(jdbi, SEAL, 2);

    assertThat(pieces.drop(new Prefix("acme", 1, 5), NOON)).isEqualTo(5);
    assertThat(pieces.drop(new Prefix("acme", 1, 5), NOON)).isZero();
    assertThat(pieces.drop(new Prefix("acme", 6, 6), NOON)).isOne();

    assertThat(verified().begins()).isEqualTo(7);
    assertThat(findings()).isEmpty();
  }

  @Test
  void findsWhatWasTakenBesideWhatWasDropped() {
    signedTwice();
    keeping.drop(new Prefix("acme", 1, 4), NOON);

    tamper("delete from audit_records where seq = 5");
    assertThat(findings()).containsExactly("GAP 5");
    tamper("delete from audit_checkpoints where dropped is not null");
    assertThat(findings()).containsExactly("GAP 1");
  }

  @Test
  void letsNobodyDeleteWhatIsNotDropped() {
    signedTwice();
    keeping.drop(new Prefix("acme", 1, 4), NOON);

    assertThatThrownBy(() ->
            jdbi.useHandle(handle -> handle.execute("delete from audit_records where seq = 5")))
        .hasMessageContaining("(expected: insert only)");
  }

  @Test
  void findsAnAnchorThatNobodySigned() {
    signedTwice();

    tamper(
        "insert into audit_checkpoints select tenant, 3, 1, 6, hash, date '2026-03-01', at, key_id,"
            + " signature from audit_checkpoints where number = 2; delete from audit_records where seq"
            + " < 7");

    assertThat(findings()).containsExactly("CHECKPOINT 6");
  }
}
