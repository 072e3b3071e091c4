package io.maas.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import io.maas.cli.testing.FakeControl.Reply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void limitsAKey() {
    control.on("POST /api-keys", 201, "{\"key\":\"sk-oai-a_b\"}");

    var seen =
        Caller.of(control)
            .call(
                "key",
                "create",
                "ci",
                "--limit=1000/1m",
                "--limit=requests=60/1m",
                "--limit=cost=25.00/month",
                "--limit=output=9/day@Europe/Berlin",
                "--limit=concurrent=4",
                "--limit-weights=cached=0.1,output=5",
                "--enforcement=strict");

    assertThat(seen.code()).isZero();
    assertThat(control.last().body())
        .contains(
            "\"limits\":[{\"limit\":1000,\"unit\":\"total_tokens\",\"window\":\"1m\","
                + "\"weights\":{\"cached\":\"0.1\",\"output\":\"5\"}},"
                + "{\"limit\":60,\"unit\":\"requests\",\"window\":\"1m\"},"
                + "{\"limit\":\"25.00\",\"unit\":\"cost\",\"window\":\"month\"},"
                + "{\"limit\":9,\"unit\":\"output_tokens\",\"window\":\"day@Europe/Berlin\"},"
                + "{\"limit\":4,\"unit\":\"concurrent_requests\"}],\"enforcement\":\"strict\"");
  }

  @ParameterizedTest
  @CsvSource({
    "--limit=many,many (expected: [UNIT=]AMOUNT[/WINDOW]",
    "--limit=-5/1m,-5/1m (expected: [UNIT=]AMOUNT[/WINDOW]",
    "--limit=5/,5/ (expected: [UNIT=]AMOUNT[/WINDOW]",
    "--limit-weights=output=5,--limit-weights: no limit of tokens (expected: --limit tokens=AMOUNT",
    "--limit-weights=words=5,'--limit-weights: words (expected: input, cached or output)'",
    "--limit-weights=output=many,many",
  })
  void understandsNoOtherLimits(String flag, String message) {
    var seen = Caller.of(control).call("key", "create", "ci", flag);

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains(message);
  }

  @Test
  void showsOneKeyWithItsLimits() {
    control.on(
        "GET /api-keys/1-2",
        200,
        """
        {"id":"1-2","name":"ci","status":"active",
          "limits":[{"limit":60,"unit":"requests","window":"1m","scope":"key"}]}
        """);

    assertThat(Caller.of(control).call("key", "get", "1-2").out())
        .contains("1-2   ci     active")
        .contains("60 requests per 1m a key");
    assertThat(Caller.of(control).call("key", "get", "1-2", "-o", "json").out())
        .contains("\"limits\"");
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
