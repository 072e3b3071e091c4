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
          "limits":[{"limit":1000,"unit":"total_tokens","window":"1m","scope":"user"},
            {"limit":9,"unit":"output_tokens","window":"day@Europe/Berlin","scope":"key"},
            {"limit":"25","unit":"cost","currency":"EUR","window":"month","scope":"subscription"},
            {"limit":8,"unit":"total_tokens","weights":{"input":1,"cached":0.1,"output":5},
              "window":"1s","scope":"user"},
            {"limit":4,"unit":"concurrent_requests","scope":"user"}]}]}]
        """);

    var seen = Caller.of(control).call("subscriptions");

    assertThat(seen.out())
        .isEqualToNormalizingNewlines(
            """
            SUBSCRIPTION   PRIORITY   MODEL     LIMITS
            gold                 20   granite   1000 tokens per 1m, \
            9 output tokens per day@Europe/Berlin a key, 25 EUR per month a subscription, \
            8 tokens weighted 1/0.1/5 per 1s, 4 requests at once
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
