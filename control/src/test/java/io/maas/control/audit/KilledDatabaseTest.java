package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Result;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.audit.AuditQuery;
import io.maas.store.file.SealKey;
import io.maas.store.postgres.PostgresDatabase;
import io.maas.store.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database is killed while an act is under way: the log says that it began, and nobody is told
/// that it was done.
@Tag("slow")
class KilledDatabaseTest {

  @Test
  void neverAnswersForWhatIsNotWrittenDown(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, new SecureRandom());
        PostgresDatabase database = PostgresDatabase.open(server.settings(4))) {
      AuditLog log = database.auditLog(SealKey.in(folder));
      Answer during;
      Answer after;
      boolean done;
      boolean notDone;
      try (ControlServer control = ControlServer.start(ports -> ports.auditing(log))) {
        // A user that is looked up only to be deleted is looked up while the act is under way.
        control.user("bob");
        control.users.onDelete(server::close);
        during = control.delete(control.admin, "/v1/users/bob");
        done = control.users.find(ControlServer.TENANT, "bob").isEmpty();
        control.users.onDelete(() -> {});
        control.user("eve");
        after = control.delete(control.admin, "/v1/users/eve");
        notDone = control.users.find(ControlServer.TENANT, "eve").isPresent();
      }

      assertThat(during.status()).isEqualTo(503);
      assertThat(during.error()).contains("it may have been done");
      assertThat(done).isTrue();
      assertThat(after.status()).isEqualTo(503);
      assertThat(after.error()).contains("nothing was done");
      assertThat(notDone).isTrue();
    }
    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, new SecureRandom());
        PostgresDatabase database = PostgresDatabase.open(again.settings(4))) {
      List<AuditLog.Line> left =
          database.auditLog(SealKey.in(folder)).find(AuditQuery.latest(ControlServer.TENANT, 10));

      assertThat(left)
          .extracting(AuditLog.Line::entry)
          .extracting(AuditEntry::result, entry -> entry.object().name())
          .containsExactly(org.assertj.core.api.Assertions.tuple(Result.UNKNOWN, "bob"));
    }
  }
}
