package io.maas.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ListCommandsTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void showsTheModelsWithTheSubscriptionsThatGiveThem() {
    control.on(
        "GET /models",
        200,
        """
        {"object":"list","data":[{"id":"publishers/llm/models/granite","owned_by":"llm/granite",
          "url":"http://127.0.0.1/llm/granite","modelDetails":{"displayName":"Granite"},
          "subscriptions":[{"name":"tier-free"},{"name":"gold"}]}]}
        """);

    var seen = Caller.of(control).call("models");

    assertThat(seen.out())
        .contains("publishers/llm/models/granite   llm/granite   Granite   tier-free,gold");
  }

  @Test
  void showsTheSubscriptionsFromABareArray() {
    control.on(
        "GET /subscriptions",
        200,
        """
        [{"subscription_id_header":"gold","priority":20,"model_refs":[{"name":"granite",
          "token_rate_limits":[{"limit":1000,"window":"1m"},{"limit":9,"window":"1s"}]}]}]
        """);

    var seen = Caller.of(control).call("subscriptions");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            SUBSCRIPTION   PRIORITY   MODEL     TOKENS
            gold                 20   granite   1000 per 1m, 9 per 1s
            """);
  }

  @Test
  void showsWhoTheCallerIs() {
    control.on(
        "GET /whoami",
        200,
        "{\"user\":\"alice\",\"groups\":[\"a\",\"b\"],\"admin\":false,\"key\":{\"id\":\"7\"}}");

    var seen = Caller.of(control).call("whoami");

    assertThat(seen.out())
        .contains("user     alice")
        .contains("groups   a,b")
        .contains("admin    false")
        .contains("key.id   7");
  }
}
