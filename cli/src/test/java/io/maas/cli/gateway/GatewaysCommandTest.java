package io.maas.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class GatewaysCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void listsGatewaysAndForWhichTheOthersWait() {
    control.on(
        "GET /gateways",
        200,
        "{\"data\":[{\"id\":\"a1\",\"seen_at\":\"2026-03-01T12:00:00Z\","
            + "\"acknowledged_epoch\":3,\"waited_for\":true}]}");

    var seen = Caller.of(control).call("gateways", "list");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            ID   SEEN AT                EPOCH   WAITED FOR
            a1   2026-03-01T12:00:00Z   3       yes
            """);
  }

  @Test
  void givesUpAGateway() {
    control.on("DELETE /gateways/a1", 204, "");

    var seen = Caller.of(control).call("gateways", "forget", "a1");

    assertThat(seen.out()).isEqualToIgnoringNewLines("gateway a1: given up");
    assertThat(control.last().query()).isEmpty();
  }

  @Test
  void insistsWhereItIsToldTo() {
    control.on("DELETE /gateways/a1", 204, "");

    assertThat(Caller.of(control).call("gateways", "forget", "a1", "--force").code()).isZero();
    assertThat(control.last().query()).isEqualTo("force=true");
  }

  @Test
  void saysWhyItDidNot() {
    control.on("DELETE /gateways/a1", 409, "{\"error\":\"gateway a1 was heard of just now\"}");

    var kept = Caller.of(control).call("gateways", "forget", "a1");
    var unknown = Caller.of(control).call("gateways", "forget", "b2");

    assertThat(kept.code()).isOne();
    assertThat(kept.err())
        .isEqualToIgnoringNewLines("maas: gateway a1: gateway a1 was heard of just now");
    assertThat(unknown.err()).contains("gateway b2: not found");
  }
}
