package io.maas.control.gateway;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.metering.Epochs.Member;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayEndpointsTest {

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.epochs.begin(0, "there was none");
    control.epochs.acknowledge(1, "here", List.of());
    control.epochs.join("silent");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private List<String> known() {
    return control.epochs.members().stream().map(Member::gatewayId).toList();
  }

  @Test
  void listsGatewaysAndWhetherTheyAreWaitedFor() {
    Answer listed = control.get(control.admin, "/v1/gateways");

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().path("data").toString())
        .isEqualTo(
            "[{\"id\":\"here\",\"seen_at\":\"2026-03-01T12:00:00Z\",\"acknowledged_epoch\":1,"
                + "\"waited_for\":false},"
                + "{\"id\":\"silent\",\"seen_at\":\"2026-03-01T12:00:00Z\","
                + "\"acknowledged_epoch\":0,\"waited_for\":true}]");
  }

  @Test
  void givesUpOneThatIsSilent() {
    control.now.set(NOW.plusSeconds(30));

    Answer answer = control.delete(control.admin, "/v1/gateways/silent");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(known()).containsExactly("here");
  }

  @Test
  void keepsOneThatWasHeardOfLately() {
    control.now.set(NOW.plusSeconds(29));

    Answer answer = control.delete(control.admin, "/v1/gateways/silent");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error())
        .isEqualTo(
            "gateway silent was heard of at 2026-03-01T12:00:00Z (expected: silent for 30 s, or"
                + " force=true)");
    assertThat(known()).containsExactly("here", "silent");
  }

  @Test
  void givesUpOneThatWasHeardOfLatelyWhereSomebodyInsists() {
    assertThat(control.delete(control.admin, "/v1/gateways/silent?force=true").status())
        .isEqualTo(204);
    assertThat(known()).containsExactly("here");
  }

  @Test
  void refusesWhatItDoesNotUnderstandOrKnow() {
    assertThat(control.delete(control.admin, "/v1/gateways/silent?force=yes").error())
        .isEqualTo("force: yes (expected: true or false)");
    assertThat(control.delete(control.admin, "/v1/gateways/nobody").status()).isEqualTo(404);
  }

  @Test
  void isForAdministratorsOnly() {
    String alice = control.user("alice");

    assertThat(control.get(alice, "/v1/gateways").status()).isEqualTo(403);
    assertThat(control.delete(alice, "/v1/gateways/silent?force=true").status()).isEqualTo(403);
    assertThat(known()).containsExactly("here", "silent");
  }
}
