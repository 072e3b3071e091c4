package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.gateway.upstream.UpstreamSettings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a request whose first endpoint brings nothing.
class FallbackTest {

  private static final UpstreamSettings IMPATIENT =
      new UpstreamSettings(
          Duration.ofSeconds(1), Duration.ofMillis(600), Duration.ofMillis(600), 100);

  private Rig rig = new Rig(IMPATIENT);
  private final ScriptedUpstream first = rig.upstream;
  private final ScriptedUpstream second = new ScriptedUpstream(rig.vertx);

  @AfterEach
  void stop() {
    second.close();
    rig.close();
  }

  private void limited(Limit... limits) {
    rig.snapshot =
        Rig.snapshot(
            List.of(endpoint("first", first.port(), 0, 0), endpoint("second", second.port(), 1, 0)),
            limits);
  }

  private static Endpoint endpoint(String name, int port, int priority, int concurrency) {
    return new Endpoint(
        name,
        URI.create("http://127.0.0.1:" + port),
        "ibm/granite",
        "internal",
        new Access.Open(),
        List.of(Surface.CHAT),
        new Share(priority, 1, concurrency));
  }

  private static void refuse(ScriptedUpstream upstream, int status, String message) {
    upstream.script((request, _) ->
        request
            .response()
            .setStatusCode(status)
            .end("{\"error\":{\"message\":\"" + message + "\"}}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 404, 408, 429, 500, 502, 503, 504, 529})
  void isAnsweredByAnotherEndpointWhereTheFirstIsInTrouble(int status) {
    limited();
    refuse(first, status, "no");

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-maas-endpoint")).hasValue("second");
    assertThat(answer.headers().firstValue("x-maas-model")).hasValue("llm/granite");
    assertThat(second.arrived.getFirst().requestId())
        .isEqualTo(answer.headers().firstValue("request-id").orElseThrow() + ".2");
    Outcome outcome = rig.outcome();
    assertThat(outcome.attempts())
        .containsExactly(
            new Outcome.Attempt("first", status, Usage.unknown()),
            new Outcome.Attempt("second", 200, Usage.reported(5, 3)));
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.charged()).isEqualTo(new Charged(5, 0, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void isTheClientsToMendWhereTheRequestIsAtFault(int status) {
    limited();
    refuse(first, status, "temperature: 9");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(400);
    assertThat(second.arrived).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model's maximum context length is 8192 tokens",
        "prompt is too long: 9000 tokens > 8192 maximum",
        "Input is too long for requested model.",
      })
  void goesOnWhereAPromptIsTooLongForTheFirst(String message) {
    limited();
    refuse(first, 400, message);

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhatTheLastSaidWhereAllFail() {
    limited();
    refuse(first, 500, "no");
    refuse(second, 429, "no");

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
    assertThat(rig.outcome().attempts())
        .extracting(Outcome.Attempt::status)
        .containsExactly(500, 429);
  }

  @Test
  void tellsNoClientTheAddressOfAnEndpointWithoutAName() {
    rig.snapshot =
        Rig.snapshot(List.of(endpoint("127.0.0.1:" + second.port(), second.port(), 0, 0)));

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-maas-endpoint")).isEmpty();
  }

  @Test
  void goesOnWhereTheFirstStalls() {
    limited();
    first.script((_, _) -> {});

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    Outcome outcome = rig.outcome();
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.charged().output()).isGreaterThan(3); // what the first may have made, too
    assertThat(outcome.attempts().getFirst().usage().estimated()).isTrue();
  }

  @Test
  void goesOnWhereAStreamBeginsWithAnError() {
    limited();
    first.stream("data: {\"error\":{\"message\":\"oom\"}}\n\n", DONE);
    second.stream(DELTA, FINISH, DONE);

    HttpResponse<String> answer = rig.chat(STREAM);

    assertThat(answer.body()).isEqualTo(DELTA + FINISH + DONE);
    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void staysWithTheFirstOnceTheClientHasSeenAByte() {
    limited();
    first.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA).onSuccess(_ -> request.connection().close());
    });

    assertThat(rig.chat(STREAM).body()).startsWith(DELTA + "data: {\"error\":{").endsWith(DONE);
    assertThat(second.arrived).isEmpty();
  }

  @Test
  void stopsTryingASecondTimeWhereEverythingFails() {
    limited();
    refuse(first, 500, "no");
    refuse(second, 500, "no");
    int attempts = 0;
    for (int i = 0; i < 200; i++) {
      rig.chat(HELLO);
      attempts += rig.outcome().attempts().size();
    }

    assertThat(attempts).isEqualTo(200 + 100 + 199 / 5);
  }

  @Test
  void leavesAnEndpointAloneForAsLongAsItAsks() {
    limited();
    first.script(
        (request, _) -> request.response().setStatusCode(429).putHeader("retry-after", "30").end());

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(first.arrived).hasSize(1);
    assertThat(second.arrived).hasSize(2);
  }

  @Test
  void tellsWhenToComeAgainWhereTheOnlyEndpointAsksForTime() {
    rig.snapshot = Rig.snapshot(List.of(endpoint("first", first.port(), 0, 0)));
    first.script(
        (request, _) -> request.response().setStatusCode(429).putHeader("retry-after", "30").end());

    assertThat(rig.chat(HELLO).headers().firstValue("retry-after")).hasValue("30");
    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("30");
    assertThat(answer.body()).contains("server_is_overloaded");
    assertThat(first.arrived).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1,second", "0,first"})
  void goesElsewhereWhileAnEndpointIsFull(int concurrency, String other) throws Exception {
    rig.snapshot =
        Rig.snapshot(
            List.of(
                endpoint("first", first.port(), 0, concurrency),
                endpoint("second", second.port(), 1, 0)));
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    first.script((request, _) -> {
      if (arrived.getCount() > 0) {
        arrived.countDown();
        var _ =
            CompletableFuture.runAsync(() -> {
              await(go);
              ScriptedUpstream.chat(request);
            });
      } else {
        ScriptedUpstream.chat(request);
      }
    });
    CompletableFuture<HttpResponse<String>> held =
        CompletableFuture.supplyAsync(() -> rig.chat(HELLO));
    assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();

    HttpResponse<String> meanwhile = rig.chat(HELLO);
    go.countDown();

    assertThat(meanwhile.headers().firstValue("x-maas-endpoint")).hasValue(other);
    assertThat(held.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void holdsAgainForASecondAttemptWhereALimitIsStrict() {
    limited(Rig.strict(Unit.TOTAL_TOKENS, 400));
    first.script((_, _) -> {});
    String ask = HELLO.replace("{\"model\"", "{\"max_tokens\":100,\"model\"");

    assertThat(rig.chat(ask).statusCode()).isEqualTo(200);

    Charged charged = rig.outcome().charged();
    assertThat(charged.output()).isEqualTo(100 + 3); // all that the first may have made
    assertThat(charged.input()).isGreaterThan(5);
  }

  @Test
  void triesNoSecondTimeWhereAStrictLimitHasNoRoomForIt() {
    limited(Rig.strict(Unit.TOTAL_TOKENS, 150), Rig.strict(Unit.REQUESTS, 10));
    first.script((_, _) -> {});
    String ask = HELLO.replace("{\"model\"", "{\"max_tokens\":140,\"model\"");

    assertThat(rig.chat(ask).statusCode()).isEqualTo(504);
    assertThat(second.arrived).isEmpty();
    assertThat(rig.chat(ask).statusCode()).isEqualTo(429); // what was burnt is charged
  }

  @Test
  void isOneRequestHoweverManyAttemptsItTakes() {
    limited(Rig.strict(Unit.REQUESTS, 2));
    refuse(first, 500, "no");

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(429);
  }
}
