package io.maas.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import io.maas.cli.testing.FakeControl.Reply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class KeyCommandTest {
  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void printsNothingButTheKeyOnStandardOutput() {
    control.on(
        "POST /api-keys",
        201,
        "{\"key\":\"sk-oai-a_b\",\"id\":\"1-2\",\"subscription\":\"gold\",\"expiresAt\":\"later\"}");

    var seen =
        Caller.of(control).call("key", "create", "laptop", "-s", "gold", "--expires-in", "30d");

    assertThat(seen.out()).isEqualToIgnoringNewLines("sk-oai-a_b");
    assertThat(seen.err()).contains("key 1-2").contains("gold").contains("later");
    assertThat(control.last().body())
        .isEqualTo(
            "{\"name\":\"laptop\",\"subscription\":\"gold\",\"expiresIn\":\"30d\","
                + "\"ephemeral\":false}");
  }

  @Test
  void saysWhyAKeyWasNotMade() {
    control.on(
        "POST /api-keys",
        400,
        "{\"error\":\"unable to resolve\",\"code\":\"invalid_subscription\"}");

    var seen = Caller.of(control).call("key", "create", "laptop");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).isEqualToIgnoringNewLines("maas: key laptop: unable to resolve");
  }

  @Test
  void listsEveryPage() {
    control.on(
        "POST /api-keys/search",
        asked ->
            Reply.json(
                200,
                asked.body().contains("\"offset\":0")
                    ? "{\"data\":[{\"id\":\"one\",\"name\":\"a\"}],\"has_more\":true}"
                    : "{\"data\":[{\"id\":\"two\",\"name\":\"b\"}],\"has_more\":false}"));

    var seen = Caller.of(control).call("key", "list", "--status", "active");

    assertThat(seen.out().lines()).hasSize(3);
    assertThat(seen.out()).contains("one").contains("two");
    assertThat(control.last().body()).contains("\"status\":[\"active\"]").contains("\"offset\":1");
  }

  @Test
  void showsAnEmptyListWhenThereIsNone() {
    control.on("POST /api-keys/search", 200, "{\"data\":null,\"has_more\":false}");

    var seen = Caller.of(control).call("key", "list");

    assertThat(seen.code()).isZero();
    assertThat(seen.out().lines()).hasSize(1);
  }

  @Test
  void revokesAKeyOnce() {
    control.on("DELETE /api-keys/1-2", 200, "{\"status\":\"revoked\"}");

    assertThat(Caller.of(control).call("key", "revoke", "1-2").out()).contains("key 1-2: revoked");
    assertThat(Caller.of(control).call("key", "revoke", "1-3").err())
        .contains("key 1-3: not found");
  }
}
