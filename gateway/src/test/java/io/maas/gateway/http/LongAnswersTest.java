package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.gateway.upstream.UpstreamSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Upstreams that do not come to an end, before a gateway that takes 20 000 bytes of an answer.
class LongAnswersTest {

  private static final String BODY_BEGINS = "{\"choices\":[{\"message\":{\"content\":\"";
  private static final String WORDS = "word ".repeat(200);

  private final Rig rig = new Rig(UpstreamSettings.DEFAULTS.atMost(20_000));

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void cutsABodyThatDoesNotEnd() throws InterruptedException {
    rig.upstream.script((request, _) -> {
      head(request, "application/json").write(BODY_BEGINS);
      babble(request.response(), WORDS);
    });

    assertThatThrownBy(() -> rig.chat(HELLO)).hasMessage("no answer");

    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.status()).isEqualTo(502);
    assertThat(rig.upstream.closedAt.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void saysSoWhereNothingOfItHasGoneToTheClient() {
    rig.upstream.script((request, _) ->
        request
            .response()
            .putHeader("content-type", "application/json")
            .putHeader("content-length", "30000")
            .write(BODY_BEGINS));

    HttpResponse<String> got = rig.chat(HELLO);

    assertThat(got.statusCode()).isEqualTo(502);
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void endsAStreamThatDoesNotEndWithAnError() throws InterruptedException {
    rig.upstream.script((request, _) -> {
      head(request, "text/event-stream").write(DELTA);
      babble(request.response(), DELTA);
    });

    HttpResponse<String> got = rig.chat(STREAM);

    assertThat(got.body()).startsWith(DELTA).contains("data: {\"error\":{").endsWith(DONE);
    assertThat(got.body().length()).isLessThan(21_000);
    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.usage().output().orElseThrow()).isGreaterThan(100);
    assertThat(rig.upstream.closedAt.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void takesNoLongBodyWholeToTranslateIt() {
    rig.upstream.script((request, _) -> {
      head(request, "application/json").write(BODY_BEGINS);
      babble(request.response(), WORDS);
    });

    HttpResponse<String> got = rig.chat(STREAM); // of which a stream would have to be made

    assertThat(got.statusCode()).isEqualTo(502);
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  private static HttpServerResponse head(HttpServerRequest request, String type) {
    return request.response().setChunked(true).putHeader("content-type", type);
  }

  private static void babble(HttpServerResponse response, String words) {
    response.write(Buffer.buffer(words)).onSuccess(_ -> babble(response, words));
  }
}
