package io.maas.gateway.http;

import static io.maas.gateway.http.CachingSite.cache;
import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.CHAT;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which answers are never given again.
class UnkeptAnswersTest {

  private final CachingSite site = new CachingSite();
  private final Rig rig = site.rig;

  @AfterEach
  void stop() {
    site.close();
    assertThat(rig.responses.recorded()).as("bytes that are still written along").isZero();
  }

  private void answer(int status, String json) {
    rig.upstream.script((request, _) ->
        request
            .response()
            .setStatusCode(status)
            .putHeader("content-type", "application/json")
            .end(json));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 429, 500})
  void keepsNoRefusal(int status) {
    answer(status, "{\"error\":{\"message\":\"no\"}}");
    assertThat(site.chat(HELLO).statusCode()).isGreaterThanOrEqualTo(400);
    rig.outcome();
    answer(200, CHAT);

    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // without its usage it has no price
        "{\"model\":\"r\",\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}",
        // nobody knows whether it is whole
        "{\"model\":\"r\",\"choices\":[{\"message\":{\"content\":\"hi\"}}],"
            + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3}}",
        // an error that says that all is well
        "{\"error\":{\"message\":\"no\"},\"choices\":[{\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3}}",
      })
  void keepsNothingThatDoesNotSayHowItEnded(String json) {
    answer(200, json);
    assertThat(site.chat(HELLO).statusCode()).isEqualTo(200);

    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
  }

  @Test
  void keepsNoStreamThatBrokeOff() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA + FINISH + STREAM_USAGE);
      request.response().reset();
    });
    assertThat(site.chat(STREAM).body()).contains("error");
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    assertThat(cache(site.chat(STREAM))).isEqualTo("miss");
  }

  @Test
  void keepsNoStreamThatEndsWithAnError() {
    rig.upstream.stream(DELTA, "data: {\"error\":{\"message\":\"no\"}}\n\n", DONE);
    var _ = site.chat(STREAM);
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    assertThat(cache(site.chat(STREAM))).isEqualTo("miss");
  }

  @Test
  void keepsNothingOfAnAnswerWhoseClientLeft() throws IOException, InterruptedException {
    // given
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
    });

    // when
    try (InputStream body = open(STREAM)) {
      assertThat(body.read()).isPositive();
    }

    // then
    assertThat(rig.outcome().end()).isEqualTo(End.CANCELLED);
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);
    assertThat(cache(site.chat(STREAM))).isEqualTo("miss");
  }

  private InputStream open(String ask) throws IOException, InterruptedException {
    HttpRequest request =
        rig.withKey("/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(ask)).build();
    return rig.client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsNothingThatIsTooLong(boolean stream) {
    site.caching = new ResponseCaching(site.caching.time(), 1024, Shared.TENANT, "uid/1");
    site.declare();
    String ask = stream ? STREAM : HELLO;
    if (stream) {
      rig.upstream.stream(DELTA, DELTA.repeat(30), FINISH, STREAM_USAGE, DONE);
    } else {
      answer(200, CHAT.replace("hi", "h".repeat(2000)));
    }
    HttpResponse<String> first = site.chat(ask);

    HttpResponse<String> second = site.chat(ask);

    assertThat(first.body()).hasSizeGreaterThan(1024);
    assertThat(cache(second)).isEqualTo("miss");
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void keepsNoSignOfLife() throws IOException, InterruptedException {
    // given
    CompletableFuture<HttpServerRequest> silent = new CompletableFuture<>();
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
      silent.complete(request);
    });

    // when
    String first;
    try (InputStream body = open(STREAM)) {
      String begun = new String(body.readNBytes(DELTA.length()), UTF_8);
      rig.ahead.addAndGet(Duration.ofSeconds(20).toNanos());
      String alive = new String(body.readNBytes(": keep-alive\n\n".length()), UTF_8);
      assertThat(alive).isEqualTo(": keep-alive\n\n");
      rig.vertx.runOnContext(
          _ -> silent.join().response().end(DELTA + FINISH + STREAM_USAGE + DONE));
      first = begun + new String(body.readAllBytes(), UTF_8);
    }
    HttpResponse<String> second = site.chat(STREAM);

    // then
    assertThat(cache(second)).isEqualTo("hit");
    assertThat(second.body()).isEqualTo(first);
  }

  /// Another caller has more room, and would get more.
  @Test
  void keepsNoAnswerThatALimitMayHaveCutShort() {
    site.limit(Rig.strict(Unit.OUTPUT_TOKENS, 3));
    assertThat(site.chat(HELLO).statusCode()).isEqualTo(200);

    site.limit();

    assertThat(cache(site.chat(HELLO))).isEqualTo("miss");
  }

  @Test
  void keepsAnAnswerThatALimitLeftWhole() {
    site.limit(Rig.strict(Unit.OUTPUT_TOKENS, 50));
    assertThat(site.chat(HELLO).statusCode()).isEqualTo(200);

    assertThat(cache(site.chat(HELLO))).isEqualTo("hit");
  }

  @Test
  void keepsAnAnswerThatItsClientCutShortItself() {
    site.limit(Rig.strict(Unit.OUTPUT_TOKENS, 50));
    String brief = HELLO.replace("{\"model\"", "{\"max_tokens\":3,\"model\"");
    assertThat(site.chat(brief).statusCode()).isEqualTo(200);

    assertThat(cache(site.chat(brief))).isEqualTo("hit");
  }

  /// It is read aside.
  @Test
  void keepsTheAnswerToALongRequest() {
    String prompt = HELLO.replace("Hello", "H".repeat(90_000));
    var _ = site.chat(prompt);

    assertThat(cache(site.chat(prompt))).isEqualTo("hit");
  }
}
