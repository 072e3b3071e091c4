package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.PerMinute;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an endpoint is asked in a minute, as a provider grants it.
class AskedPerMinuteTest {

  private static final String ASK = HELLO.replace("{\"model\"", "{\"max_tokens\":50,\"model\"");

  private final Rig rig = new Rig();
  private final ScriptedUpstream second = new ScriptedUpstream(rig.vertx);

  @AfterEach
  void stop() {
    second.close();
    rig.close();
  }

  private static Endpoint endpoint(String name, int port, int priority, PerMinute most) {
    return new Endpoint(
        name,
        URI.create("http://127.0.0.1:" + port),
        "ibm/granite",
        "internal",
        new Access.Open(),
        List.of(Surface.CHAT),
        new Share(priority, 1, 0, most));
  }

  private void only(PerMinute most) {
    rig.snapshot = Rig.snapshot(List.of(endpoint("first", rig.upstream.port(), 0, most)));
  }

  private String answeredBy() {
    HttpResponse<String> answer = rig.chat(ASK);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("x-maas-endpoint").orElse("");
  }

  @Test
  void goesElsewhereOnceAnEndpointWasAskedAsOftenAsItMayBe() {
    rig.snapshot =
        Rig.snapshot(
            List.of(
                endpoint("first", rig.upstream.port(), 0, new PerMinute(2, 0)),
                endpoint("second", second.port(), 1, PerMinute.UNBOUNDED)));

    assertThat(List.of(answeredBy(), answeredBy(), answeredBy()))
        .containsExactly("first", "first", "second");
    rig.ahead.set(Duration.ofSeconds(62).toNanos());
    assertThat(answeredBy()).isEqualTo("first");
  }

  @Test
  void saysWhenToComeAgainWhereThereIsNoOtherEndpoint() {
    only(new PerMinute(1, 0));
    answeredBy();

    HttpResponse<String> answer = rig.chat(ASK);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("server_is_overloaded");
    assertThat(answer.headers().firstValue("retry-after")).hasValue("60");
    assertThat(rig.upstream.arrived).hasSize(1);
  }

  @Test
  void debitsTheTokensThatAnAnswerTookAndNotThoseThatItMight() {
    only(new PerMinute(0, 150)); // each may take 50 and its prompt, and takes 8

    for (int i = 0; i < 10; i++) {
      answeredBy();
    }

    assertThat(rig.upstream.arrived).hasSize(10);
  }

  @Test
  void asksNoMoreOnceAnAnswerTookTheTokensOfAMinute() {
    only(new PerMinute(0, 150));
    rig.upstream.script((request, _) ->
        request
            .response()
            .putHeader("content-type", "application/json")
            .end(
                ScriptedUpstream.CHAT.replace(
                    "\"completion_tokens\":3", "\"completion_tokens\":145")));
    answeredBy();

    assertThat(rig.chat(ASK).statusCode()).isEqualTo(503);
    rig.ahead.set(Duration.ofSeconds(62).toNanos());
    answeredBy();
  }
}
