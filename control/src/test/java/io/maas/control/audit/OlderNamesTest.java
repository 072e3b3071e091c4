package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditEntry.Thing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Programs before this one called an act by its route.
class OlderNamesTest {

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    written("POST /maas-api/v1/users", "old");
    written("POST /maas-api/v1/gone", "gone");
    written("POST /v1/api-keys", "by-alias");
    control.post(control.admin, "/v1/users", "{'name':'new'}");
    control.post(control.admin, "/v1/groups", "{'name':'other'}");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private void written(String action, String name) {
    control.audit.append(
        new AuditEntry(
            ControlServer.TENANT,
            new UUID(7, name.hashCode()),
            ControlServer.NOW,
            Stage.ENDED,
            new Actor("root", Actor.Kind.TOKEN, ""),
            new From("", ""),
            action,
            new Thing("things", name),
            null,
            null,
            201));
  }

  private List<String> named(String action) {
    Answer answer =
        control.get(
            control.admin, "/v1/audit?action=" + URLEncoder.encode(action, StandardCharsets.UTF_8));
    return answer
        .json()
        .path("data")
        .valueStream()
        .map(line -> line.at("/object/name").asText())
        .toList();
  }

  @Test
  void areFoundByTheOperation() {
    assertThat(named("createUser")).containsExactly("new", "old");
    assertThat(named("createApiKey")).containsExactly("by-alias");
  }

  @Test
  void findWhatIsCalledByTheOperationNow() {
    assertThat(named("POST /maas-api/v1/users")).containsExactly("new", "old");
  }

  @Test
  void areFoundAlsoWhereNoRouteHasThem() {
    assertThat(named("POST /maas-api/v1/gone")).containsExactly("gone");
    assertThat(named("nothing")).isEmpty();
  }
}
