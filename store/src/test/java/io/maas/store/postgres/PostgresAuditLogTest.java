package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.ledger.Seal;
import io.maas.domain.ledger.Verification;
import io.maas.domain.ledger.Verification.Finding;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.audit.AuditLogContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresAuditLogTest extends AuditLogContract {

  private static final Seal SEAL = FixedSeal.fresh();

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  PostgresAuditLogTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Override
  protected AuditLog log() {
    return database.auditLog(SEAL);
  }

  private void lines(int count) {
    IntStream.rangeClosed(1, count).forEach(number -> log().append(line(number, Stage.DENIED)));
  }

  /// As somebody does who owns the database, and takes away what keeps others from it.
  private void tamper(String sql) {
    jdbi.useTransaction(handle -> {
      handle.execute("alter table audit_records disable trigger user");
      handle.execute(sql);
      handle.execute("alter table audit_records enable trigger user");
    });
  }

  private List<Finding> findings() {
    return log().verify(TENANT, 0).chains().getFirst().findings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_records set actor = 'eve'",
        "delete from audit_records",
        "truncate audit_records"
      })
  void isAppendedToAndNothingElse(String sql) {
    lines(1);

    assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(sql)))
        .hasMessageContaining("(expected: insert only)");

    assertThat(log().lines(TENANT, null, null, 0, 10)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_records set actor = 'eve' where seq = 2 | ALTERED 2",
        "update audit_records set after = '{}' where seq = 3 | ALTERED 3",
        "update audit_records set address = '' where seq = 2 | ALTERED 2",
        "update audit_records set tenant = 'other' where seq = 2 | GAP 2",
        "delete from audit_records where seq = 2 | GAP 2",
        "delete from audit_records where seq = 4 | GAP 4",
        "update audit_chains set hash = '\\x00' | ALTERED 4",
      })
  void findsWhatWasTamperedWith(String sql, String found) {
    lines(4);
    assertThat(findings()).isEmpty();

    tamper(sql);

    assertThat(findings())
        .extracting(finding -> finding.kind() + " " + finding.seq())
        .containsExactly(found);
  }

  @Test
  void findsALineThatWasSlippedIn() {
    lines(4);

    tamper(
        "insert into audit_records select tenant, 5, act, at, stage, actor, actor_kind, key_id,"
            + " address, request_id, action, object_kind, object_name, before, after, status, hash"
            + " from audit_records where seq = 4");

    assertThat(findings())
        .extracting(finding -> finding.kind() + " " + finding.seq())
        .containsExactly("INSERTED 5");
  }

  @Test
  void verifiesPageByPage() {
    lines(5);
    PostgresAuditLog paged = new PostgresAuditLog(jdbi, SEAL.keyId(), 2);
    List<Long> looked = new ArrayList<>();
    long after = 0;
    Verification page;
    do {
      page = paged.verify(TENANT, after);
      assertThat(page.chains().getFirst().found()).isZero();
      looked.add(page.chains().getFirst().records());
      after = page.next() == null ? 0 : page.next().seq();
    } while (page.next() != null);

    assertThat(looked).containsExactly(2L, 2L, 1L);
  }

  @Test
  void chainsWhatIsAppendedAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int number = 0; number < 40; number++) {
        int own = number;
        all.add(threads.submit(() -> log().append(line(own, Stage.DENIED))));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(log().verify(TENANT, 0).chains().getFirst().records()).isEqualTo(40);
    assertThat(findings()).isEmpty();
  }
}
