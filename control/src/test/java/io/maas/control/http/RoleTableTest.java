package io.maas.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.access.Capacity;
import io.maas.control.access.Permission;
import io.maas.control.access.Reach;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Asks every route as everybody, and holds the answers against the table of rights.
class RoleTableTest {

  private static ControlServer control;
  private static Map<Capacity, String> credentials;

  @BeforeAll
  static void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    control.apply(Declarations.team("red", "carol", "gold"));
    String alice = control.user("alice", "gold");
    credentials =
        Map.of(
            Capacity.NOBODY, "",
            Capacity.KEY, control.key(alice, "gold"),
            Capacity.CONSUMER, alice,
            Capacity.TEAM_OWNER, control.user("carol", "silver"),
            Capacity.AUDITOR, control.granted("eve", Role.AUDITOR, "gold"),
            Capacity.TENANT_ADMIN, control.granted("bob", Role.TENANT_ADMIN, "gold"),
            Capacity.PLATFORM_ADMIN, control.admin);
  }

  @AfterAll
  static void stop() {
    control.close();
  }

  /// One request to a route.
  record Asked(Route route, Capacity as) {
    @Override
    public String toString() {
      return route.method() + " " + route.path() + " as " + as.title();
    }
  }

  static List<Asked> everythingAsEverybody() {
    List<Asked> all = new ArrayList<>();
    for (Route route : Routes.of(control.ports, control.settings)) {
      for (Capacity capacity : Capacity.values()) {
        all.add(new Asked(route, capacity));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("everythingAsEverybody")
  void answersAsTheTableSays(Asked asked) {
    String token = credentials.getOrDefault(asked.as(), "");
    Permission permission = asked.route().permission();

    Answer answer = RoutesTest.call(control, asked.route(), token);

    if (permission.of(asked.as()) != Reach.NONE) {
      assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
    } else if (asked.as() == Capacity.NOBODY) {
      assertThat(answer.status()).isEqualTo(401);
    } else {
      assertThat(answer.status()).isEqualTo(403);
    }
  }
}
