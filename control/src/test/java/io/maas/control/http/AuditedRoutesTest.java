package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.access.Permission;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Stage;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every route that changes something leaves a trace, and so does who is not let.
class AuditedRoutesTest {

  private static ControlServer control;
  private static String alice;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    alice = control.user("alice", "gold");
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  static List<Route> all() {
    return Routes.of(control.ports, control.settings);
  }

  static Stream<Route> changing() {
    return all().stream().filter(Route::acts);
  }

  static Stream<Route> administrators() {
    return all().stream().filter(route -> route.permission().administers());
  }

  @ParameterizedTest
  @MethodSource("changing")
  void writesDownEachAct(Route route) {
    int before = control.audit.entries().size();

    RoutesTest.call(control, route, control.admin);

    List<AuditEntry> entries = control.audit.entries();
    List<AuditEntry> fresh = entries.subList(before, entries.size());
    assertThat(fresh).extracting(AuditEntry::stage).containsExactly(Stage.BEGUN, Stage.ENDED);
    assertThat(fresh).extracting(AuditEntry::action).containsOnly(route.action());
    assertThat(fresh).extracting(entry -> entry.actor().name()).containsOnly("root");
    assertThat(fresh).extracting(entry -> entry.object().kind()).doesNotContain("");
  }

  @ParameterizedTest
  @MethodSource("administrators")
  void writesDownWhoIsDenied(Route route) {
    control.now.set(control.now.get().plusSeconds(60));
    int before = control.audit.entries().size();

    RoutesTest.call(control, route, alice);

    List<AuditEntry> entries = control.audit.entries();
    assertThat(entries.subList(before, entries.size()))
        .extracting(AuditEntry::stage, AuditEntry::action, AuditEntry::status)
        .containsExactly(org.assertj.core.api.Assertions.tuple(Stage.DENIED, route.action(), 403));
  }

  /// A permission that says that it changes nothing would leave no trace.
  @Test
  void takesNoChangeForARead() {
    assertThat(all())
        .filteredOn(route -> !route.permission().changes())
        .filteredOn(route -> route.permission() != Permission.SIGN_IN)
        .filteredOn(route -> !route.method().equals(HttpMethod.GET))
        .extracting(Route::path)
        .filteredOn(path -> path.startsWith(Routes.PREFIX))
        .containsExactlyInAnyOrder("/maas-api/v1/api-keys/search", "/maas-api/v1/tiers/lookup");
  }
}
