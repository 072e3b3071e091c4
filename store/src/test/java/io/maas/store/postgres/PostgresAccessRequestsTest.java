package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequest.State;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.notice.Notice;
import io.maas.domain.notice.Notices;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import io.maas.testkit.access.AccessRequestsContract;
import io.maas.testkit.notice.NoticeInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedPostgresExtension.class)
class PostgresAccessRequestsTest extends AccessRequestsContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PostgresDatabase database;

  PostgresAccessRequestsTest(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  protected AccessRequests requests() {
    return database.accessRequests();
  }

  @Test
  void announcesGrantsAndTheirEndAsChangesOfWhatIsDeclared() throws Exception {
    requests()
        .ask(
            new AccessRequest(
                "id", "acme", "ada", List.of(), "ns/gold", "", State.OPEN, NOW, null, null),
            NOW);
    NoticeInbox inbox = new NoticeInbox();
    try (Notices notices = database.notices()) {
      notices.subscribe(inbox);
      long before = database.resources().version();

      requests().decide("acme", "id", new Decision(true, "eve", NOW, "", null));
      long granted = database.resources().version();
      requests().revoke("acme", "id", new Ending("eve", NOW, ""));

      assertThat(inbox.take(2, Duration.ofSeconds(20))).containsOnly(new Notice.ResourcesChanged());
      assertThat(granted).isGreaterThan(before);
      assertThat(database.resources().version()).isGreaterThan(granted);
    }
  }
}
