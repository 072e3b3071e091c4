package io.maas.gateway.http;

import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static io.maas.gateway.http.Speakers.CHAT;
import static io.maas.gateway.http.Speakers.MESSAGE;
import static io.maas.gateway.http.Speakers.MESSAGES;
import static io.maas.gateway.http.Speakers.RESPONSE;
import static io.maas.gateway.http.Speakers.RESPONSES;
import static io.maas.gateway.http.Speakers.json;
import static io.maas.gateway.http.Speakers.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients of every dialect are told when something is refused or breaks, and what is free.
class DialectRefusalsTest {

  private final Speakers all = new Speakers();

  @AfterEach
  void stop() {
    all.close();
  }

  // --- refusals and breaks, in the client's words

  @ParameterizedTest
  @CsvSource({
    "/v1/messages,        invalid_request_error",
    "/v1/messages/count_tokens, invalid_request_error"
  })
  void refusesInAnthropicsWords(String path, String type) {
    HttpResponse<String> got = all.post(path, "{\"model\":7}");

    JsonNode error = json(got.body());
    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(error.at("/type").asText()).isEqualTo("error");
    assertThat(error.at("/error/type").asText()).isEqualTo(type);
    assertThat(error.at("/request_id").asText())
        .isEqualTo(got.headers().firstValue("request-id").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages,         /error/message, 'prompt is too long: maximum context length is 8'",
    "/v1/chat/completions, /error/code,    context_length_exceeded"
  })
  void tellsClientsInWordsTheyKnowThatAPromptIsTooLong(String path, String at, String words) {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    all.rig.upstream.script((request, _) ->
        request
            .response()
            .setStatusCode(400)
            .end("{\"error\":{\"message\":\"maximum context length is 8\"}}"));

    HttpResponse<String> got = all.post(path, path.equals(MESSAGES) ? MESSAGE : Rig.HELLO);

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(json(got.body()).at(at).asText()).isEqualTo(words);
  }

  @Test
  void tellsCodexOfASpentQuotaSoThatItStops() {
    all.serve(Dialect.OPENAI_RESPONSES, RESPONSES, daily());
    all.post(RESPONSES, RESPONSE);

    HttpResponse<String> codex = all.post(RESPONSES, RESPONSE, "originator", "codex_exec");
    HttpResponse<String> other = all.post(RESPONSES, RESPONSE, "originator", "somebody");

    assertThat(codex.statusCode()).isEqualTo(429);
    assertThat(json(codex.body()).at("/error/code").asText()).isEqualTo("insufficient_quota");
    assertThat(json(codex.body()).at("/error/message").asText()).startsWith("quota spent: 1 requ");
    assertThat(codex.headers().firstValue("retry-after")).isEmpty();
    assertThat(codex.headers().firstValue("x-should-retry")).hasValue("false");
    assertThat(other.statusCode()).isEqualTo(402);
  }

  @ParameterizedTest
  @CsvSource({
    "opencode/1.18.33 ai-sdk, The model `granite-…-b` does not exist",
    "OpenAI/JS 6.49.0,        The model `granite-14290-b` does not exist"
  })
  void tellsOpenCodeNoNumberThatItTakesForAStatus(String agent, String message) {
    HttpResponse<String> got =
        all.post(CHAT, Rig.HELLO.replace("granite", "granite-14290-b"), "user-agent", agent);

    assertThat(got.statusCode()).isEqualTo(404);
    assertThat(json(got.body()).at("/error/message").asText()).isEqualTo(message);
  }

  private static Limit daily() {
    return new Limit(
        "gold:day",
        Unit.REQUESTS,
        1,
        Window.rolling(Duration.ofDays(1)),
        Scope.USER,
        Enforcement.STRICT);
  }

  @Test
  void tellsAnthropicsClientsWhereTheirLimitsStand() {
    all.serve(Dialect.OPENAI_CHAT, CHAT, Rig.strict(Unit.REQUESTS, 1));

    assertThat(
            all.post(MESSAGES, MESSAGE).headers().firstValue("anthropic-ratelimit-requests-limit"))
        .hasValue("1");
    HttpResponse<String> refused = all.post(MESSAGES, MESSAGE);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(json(refused.body()).at("/error/type").asText()).isEqualTo("rate_limit_error");
    assertThat(refused.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void tellsAClientThatKeepsThreadsToGoOnWithout() {
    HttpResponse<String> got =
        all.post(
            MESSAGES, MESSAGE.replace("{\"model\"", "{\"thread\":{\"type\":\"create\"},\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(json(got.body()).at("/error/details/error_code").asText())
        .isEqualTo("thread_unsupported_request");
  }

  @Test
  void saysThatNothingIsKeptBetweenResponses() {
    HttpResponse<String> got =
        all.post(
            RESPONSES, RESPONSE.replace("{\"model\"", "{\"previous_response_id\":\"r\",\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(json(got.body()).at("/error/param").asText()).isEqualTo("previous_response_id");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages,  event: error",
    "/v1/responses, event: response.failed",
    "/v1/chat/completions, 'data: {\"error\":{'"
  })
  void endsABrokenStreamInTheClientsWords(String path, String end) {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    all.rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA).onSuccess(_ -> request.connection().close());
    });
    String body = path.equals(MESSAGES) ? MESSAGE : path.equals(RESPONSES) ? RESPONSE : Rig.HELLO;

    assertThat(all.post(path, streamed(body)).body()).contains(end);
    assertThat(all.rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void passesAnUpstreamsErrorInTheMiddleInTheClientsWords() {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    all.rig.upstream.stream(DELTA, "data: {\"error\":{\"message\":\"oom\"}}\n\n", DONE);

    String got = all.post(MESSAGES, streamed(MESSAGE)).body();

    assertThat(got).contains("event: error\n").contains("oom").doesNotContain("message_stop");
    assertThat(all.rig.outcome().end()).isEqualTo(End.FAILED);
  }

  // --- what is free

  @Test
  void countsTokensWithoutTouchingALimitOrAnEngine() {
    all.serve(Dialect.OPENAI_CHAT, CHAT, Rig.strict(Unit.REQUESTS, 1));
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> got = all.post("/v1/messages/count_tokens", MESSAGE);

      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(json(got.body()).at("/input_tokens").asInt()).isBetween(1, 50);
    }
    assertThat(all.rig.upstream.arrived).isEmpty();
    assertThat(all.rig.outcomes).isEmpty();
    assertThat(all.post(MESSAGES, MESSAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void listsModelsInTheWordsOfWhoAsks() {
    JsonNode plain = json(all.rig.send(all.rig.withKey("/v1/models")).body());
    JsonNode anthropic =
        json(
            all.rig
                .send(all.rig.withKey("/v1/models").header("anthropic-version", "2023-06-01"))
                .body());

    assertThat(plain.at("/object").asText()).isEqualTo("list");
    assertThat(anthropic.at("/has_more").isBoolean()).isTrue();
    assertThat(anthropic.at("/data/0/type").asText()).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource({"/", "/api/hello"})
  void saysHelloToWhoeverAsksWhetherAnybodyIsThere(String path) {
    HttpRequest.Builder head = all.rig.to(path).method("HEAD", HttpRequest.BodyPublishers.noBody());

    assertThat(all.rig.send(head).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, x-claude-code-session-id, 429",
    "/v1/messages, x-something-else,         200",
    "/v1/messages/count_tokens, x-claude-code-session-id, 200"
  })
  void holdsASessionOffThatAsksOverAndOver(String path, String header, int status) {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    for (int i = 0; i < 100; i++) {
      assertThat(all.post(path, MESSAGE, header, "session-1").statusCode()).isEqualTo(200);
    }

    HttpResponse<String> next = all.post(path, MESSAGE, header, "session-1");

    assertThat(next.statusCode()).isEqualTo(status);
    assertThat(next.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    assertThat(all.post(path, MESSAGE, header, "session-2").statusCode()).isEqualTo(200);
  }

  @Test
  void takesAnyVersionAndAnyBetaOfAnthropics() {
    all.serve(Dialect.OPENAI_CHAT, CHAT);

    HttpResponse<String> got =
        all.post(
            MESSAGES + "?beta=true",
            MESSAGE.replace("{\"model\"", "{\"context_management\":{},\"safeguards\":{},\"model\""),
            "anthropic-version",
            "2999-01-01",
            "anthropic-beta",
            "what-is-this-2026-01-01");

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(all.rig.outcome().usage().input()).isEqualTo(OptionalLong.of(5));
  }

  @ParameterizedTest
  @CsvSource({"/v1/messages", "/v1/responses", "/v1/chat/completions"})
  void showsASilentStreamToBeAlive(String path) throws Exception {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    CountDownLatch silent = new CountDownLatch(1);
    AtomicReference<HttpServerRequest> engine = new AtomicReference<>();
    all.rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(": thinking\n\n");
      engine.set(request);
      silent.countDown();
    });
    String body = path.equals(MESSAGES) ? MESSAGE : path.equals(RESPONSES) ? RESPONSE : Rig.HELLO;
    CompletableFuture<HttpResponse<String>> got =
        CompletableFuture.supplyAsync(() -> all.post(path, streamed(body)));
    assertThat(silent.await(5, TimeUnit.SECONDS)).isTrue();
    all.rig.looks(1); // by then the gateway has heard it

    all.rig.ahead.addAndGet(Duration.ofSeconds(20).toNanos());
    all.rig.looks(2);
    for (String piece : List.of(DELTA, FINISH, STREAM_USAGE, DONE)) {
      engine.get().response().write(piece);
    }
    engine.get().response().end();

    assertThat(got.get(10, TimeUnit.SECONDS).body()).contains(": keep-alive\n\n");
    assertThat(all.rig.outcome().end()).isEqualTo(End.COMPLETED);
  }
}
