package io.maas.cli.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SubscriptionCommandTest {
  private static final String OPEN =
      "{\"id\":\"1-2\",\"username\":\"bob\",\"subscription\":\"gold\",\"status\":\"open\"}";

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void asks() {
    control.on("POST /subscription-requests", 201, OPEN);

    var seen = Caller.of(control).call("subscription", "request", "gold", "--reason", "the demo");

    assertThat(seen.out()).contains("1-2").contains("open");
    assertThat(control.last().body())
        .isEqualTo("{\"reason\":\"the demo\",\"subscription\":\"gold\"}");
  }

  @Test
  void showsWhatMayBeAskedForAndWhatWasAsked() {
    control.on(
        "GET /subscription-offers",
        200,
        "{\"data\":[{\"name\":\"gold\",\"displayName\":\"Gold\",\"models\":[\"llm/a\",\"llm/b\"]}]}");
    control.on("GET /subscription-requests", 200, "{\"data\":[" + OPEN + "]}");

    assertThat(Caller.of(control).call("subscription", "offers").out())
        .contains("gold")
        .contains("llm/a, llm/b");
    assertThat(
            Caller.of(control)
                .call("subscription", "requests", "--status", "open", "-s", "ns/gold")
                .out())
        .contains("bob");
    assertThat(control.last().query())
        .isEqualTo("limit=100&offset=0&status=open&subscription=ns%2Fgold");
  }

  @Test
  void answers() {
    control
        .on("POST /subscription-requests/1-2/approve", 200, OPEN.replace("open", "approved"))
        .on("POST /subscription-requests/1-2/deny", 200, OPEN.replace("open", "denied"))
        .on("POST /subscription-requests/1-2/revoke", 200, OPEN.replace("open", "revoked"))
        .on("DELETE /subscription-requests/1-2", 200, OPEN.replace("open", "withdrawn"));

    assertThat(
            Caller.of(control)
                .call("subscription", "approve", "1-2", "--note=welcome", "--expires-in=30d")
                .out())
        .contains("approved");
    assertThat(control.last().body()).isEqualTo("{\"note\":\"welcome\",\"expiresIn\":\"30d\"}");
    assertThat(Caller.of(control).call("subscription", "deny", "1-2").out()).contains("denied");
    assertThat(Caller.of(control).call("subscription", "revoke", "1-2").out()).contains("revoked");
    assertThat(Caller.of(control).call("subscription", "withdraw", "1-2").out())
        .contains("withdrawn");
  }

  @Test
  void warnsOfModelsThatNoPolicyGives() {
    control.on(
        "POST /subscription-requests/1-2/approve",
        200,
        "{\"id\":\"1-2\",\"username\":\"bob\",\"modelsWithoutPolicy\":[\"llm/b\"]}");

    assertThat(Caller.of(control).call("subscription", "approve", "1-2").err())
        .contains("no policy lets bob use llm/b yet");
  }

  @Test
  void saysWhoWasFaster() {
    control.on(
        "POST /subscription-requests/1-2/deny",
        409,
        "{\"error\":\"request 1-2: approved by eve (expected: open)\"}");

    var seen = Caller.of(control).call("subscription", "deny", "1-2");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("approved by eve");
  }
}
