package io.maas.gateway.http;

import static io.maas.gateway.http.CachingSite.cache;
import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.CHAT;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.ResponseCaching;
import io.maas.domain.catalog.ResponseCaching.Shared;
import io.maas.domain.metering.Unit;
import io.maas.testkit.outage.Eventually;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of requests that ask the same at the same time.
class EqualRequestsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CachingSite site = new CachingSite();
  private final Rig rig = site.rig;
  private final Queue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();

  EqualRequestsTest() {
    rig.upstream.script((request, _) -> waiting.add(request));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private CompletableFuture<HttpResponse<String>> ask(String body) {
    HttpRequest request =
        rig.withKey("/v1/chat/completions").POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return rig.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /// Returns when so many requests are with the gateway, and so many of them upstream.
  private void await(int here, int there) {
    Eventually.holds(
        here + " here and " + there + " upstream",
        PATIENCE,
        () -> rig.gateway.running() == here && waiting.size() == there);
  }

  private void answer(int status, String json) {
    HttpServerRequest request = waiting.remove();
    rig.vertx.runOnContext(_ ->
        request
            .response()
            .setStatusCode(status)
            .putHeader("content-type", "application/json")
            .end(json));
  }

  @Test
  void areAnsweredByWhatTheFirstGets() {
    // given
    CompletableFuture<HttpResponse<String>> first = ask(HELLO);
    await(1, 1);
    List<CompletableFuture<HttpResponse<String>>> others = List.of(ask(HELLO), ask(HELLO));
    await(3, 1);

    // when
    answer(200, CHAT);

    // then
    assertThat(cache(first.join())).isEqualTo("miss");
    for (CompletableFuture<HttpResponse<String>> other : others) {
      assertThat(cache(other.join())).isEqualTo("hit");
      assertThat(other.join().body()).isEqualTo(CHAT);
    }
    assertThat(site.asked()).isEqualTo(1);
  }

  @Test
  void goOnAloneWhereTheFirstFails() {
    CompletableFuture<HttpResponse<String>> first = ask(HELLO);
    await(1, 1);
    List<CompletableFuture<HttpResponse<String>>> others = List.of(ask(HELLO), ask(HELLO));
    await(3, 1);

    answer(422, "{\"error\":{\"message\":\"no\"}}");

    assertThat(first.join().statusCode()).isEqualTo(400);
    await(2, 2);
    answer(200, CHAT);
    answer(200, CHAT);
    others.forEach(other -> assertThat(other.join().statusCode()).isEqualTo(200));
    others.forEach(other -> assertThat(cache(other.join())).isEqualTo("miss"));
  }

  @Test
  void goOnAloneAsSoonAsTheFirstGetsWhatCannotBeKept() {
    site.caching = new ResponseCaching(Duration.ofMinutes(1), 1024, Shared.TENANT, "uid/1");
    site.declare();
    var _ = ask(HELLO);
    await(1, 1);
    CompletableFuture<HttpResponse<String>> other = ask(HELLO);
    await(2, 1);

    answer(200, CHAT.replace("hi", "h".repeat(2000)));

    Eventually.holds("the other is upstream", PATIENCE, () -> waiting.size() == 1);
    answer(200, CHAT);
    assertThat(other.join().body()).isEqualTo(CHAT);
  }

  @Test
  void goOnAloneWhereTheFirstIsRefusedByALimit() {
    site.limit(Rig.strict(Unit.REQUESTS, 1));
    var _ = ask(HELLO.replace("Hello", "Something else"));
    await(1, 1);

    assertThat(ask(HELLO).join().statusCode()).isEqualTo(429);
    site.limit();
    CompletableFuture<HttpResponse<String>> next = ask(HELLO);
    await(2, 2);

    answer(200, CHAT);
    answer(200, CHAT);
    assertThat(next.join().statusCode()).isEqualTo(200);
  }

  @Test
  void canBeGivenUpWhileTheyWait() {
    CompletableFuture<HttpResponse<String>> first = ask(HELLO);
    await(1, 1);
    CompletableFuture<HttpResponse<String>> other = ask(HELLO);
    await(2, 1);

    other.cancel(true);

    await(1, 1);
    answer(200, CHAT);
    assertThat(first.join().statusCode()).isEqualTo(200);
  }

  @Test
  void waitLongerThanABodyMayTake() {
    CompletableFuture<HttpResponse<String>> first = ask(HELLO);
    await(1, 1);
    CompletableFuture<HttpResponse<String>> other = ask(HELLO);
    await(2, 1);

    rig.ahead.addAndGet(Duration.ofSeconds(5).toNanos());
    rig.looks(2);
    answer(200, CHAT);

    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(cache(other.join())).isEqualTo("hit");
  }

  @Test
  void doNotWaitForAStream() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
      waiting.add(request);
    });
    CompletableFuture<HttpResponse<String>> first = ask(STREAM);
    await(1, 1);
    CompletableFuture<HttpResponse<String>> other = ask(STREAM);

    await(2, 2);

    for (HttpServerRequest request : waiting) {
      rig.vertx.runOnContext(_ -> request.response().end(FINISH + STREAM_USAGE + DONE));
    }
    assertThat(first.join().body()).contains("[DONE]");
    assertThat(other.join().body()).contains("[DONE]");
  }
}
