package io.maas.gateway.http;

import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.Secret;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.protocol.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients of every dialect, over endpoints of the same and of another one.
class DialectsTest {

  private static final String MESSAGES = "/v1/messages";
  private static final String RESPONSES = "/v1/responses";
  private static final String CHAT = "/v1/chat/completions";

  private static final String MESSAGE =
      "{\"model\":\"granite\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String RESPONSE = "{\"model\":\"granite\",\"input\":\"Hello\"}";

  private static final String CLAUDE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude",
       "content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,
       "usage":{"input_tokens":20,"cache_read_input_tokens":60,"cache_creation_input_tokens":20,
       "output_tokens":3}}\
      """;
  private static final String CLAUDE_STREAM =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":5,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hi"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private final Rig rig = new Rig();

  @AfterEach
  void stop() {
    rig.close();
  }

  private void serve(Dialect dialect, String path, Limit... limits) {
    rig.snapshot =
        Rig.snapshot(
            List.of(
                new Endpoint(
                    "one",
                    URI.create("http://127.0.0.1:" + rig.upstream.port()),
                    "served",
                    "them",
                    new Access.Header("x-api-key", new Secret("their-key")),
                    List.of(new Surface(dialect, path)),
                    Share.of(1))),
            limits);
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request = rig.withKey(path).POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return rig.send(request);
  }

  private static String streamed(String body) {
    return body.replace("{\"model\"", "{\"stream\":true,\"model\"");
  }

  private void answer(String json) {
    rig.upstream.script(
        (request, _) -> request.response().putHeader("content-type", "application/json").end(json));
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  private JsonNode sent() {
    return json(rig.upstream.arrived.getLast().body());
  }

  // --- the same dialect on both sides

  @Test
  void passesMessagesAsTheyAre() {
    serve(Dialect.MESSAGES, MESSAGES);
    answer(CLAUDE);

    HttpResponse<String> got =
        post(MESSAGES, MESSAGE, "anthropic-version", "2026-10-21", "anthropic-beta", "new-thing");

    assertThat(got.body()).isEqualTo(CLAUDE);
    assertThat(rig.upstream.arrived.getFirst().body())
        .isEqualTo(MESSAGE.replace("granite", "served"));
    assertThat(rig.upstream.arrived.getFirst().path()).isEqualTo(MESSAGES);
    assertThat(rig.upstream.arrived.getFirst().headers())
        .contains("anthropic-version", "anthropic-beta", "x-api-key")
        .doesNotContain("authorization");
    Usage usage = rig.outcome().usage();
    assertThat(usage.input()).hasValue(100);
    assertThat(usage.cached()).hasValue(60);
    assertThat(usage.output()).hasValue(3);
  }

  @Test
  void passesAStreamOfMessagesAsItIsAndCountsIt() {
    serve(Dialect.MESSAGES, MESSAGES);
    rig.upstream.stream(CLAUDE_STREAM);

    assertThat(post(MESSAGES, streamed(MESSAGE)).body()).isEqualTo(CLAUDE_STREAM);
    Outcome outcome = rig.outcome();
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    assertThat(outcome.reportedModel()).isEqualTo("claude");
  }

  @Test
  void passesResponsesAsTheyAre() {
    serve(Dialect.OPENAI_RESPONSES, RESPONSES);
    String response =
        "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[],"
            + "\"usage\":{\"input_tokens\":5,\"output_tokens\":3}}";
    answer(response);

    assertThat(post(RESPONSES, RESPONSE).body()).isEqualTo(response);
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  // --- another dialect

  @Test
  void answersAMessageFromAChat() {
    serve(Dialect.OPENAI_CHAT, CHAT);

    HttpResponse<String> got = post(MESSAGES, MESSAGE);

    assertThat(got.statusCode()).isEqualTo(200);
    JsonNode answer = json(got.body());
    assertThat(answer.at("/type").asText()).isEqualTo("message");
    assertThat(answer.at("/content/0/text").asText()).isEqualTo("hi");
    assertThat(answer.at("/stop_reason").asText()).isEqualTo("end_turn");
    assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(5);
    assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(3);
    assertThat(sent().at("/model").asText()).isEqualTo("served");
    assertThat(sent().at("/max_tokens").asInt()).isEqualTo(50);
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void streamsAMessageFromAChat() {
    serve(Dialect.OPENAI_CHAT, CHAT);
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    String got = post(MESSAGES, streamed(MESSAGE)).body();

    assertThat(got)
        .startsWith("event: message_start\n")
        .contains("\"text_delta\",\"text\":\"hi\"")
        .contains("\"output_tokens\":3")
        .contains("event: message_stop\n")
        .doesNotContain("[DONE]");
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void streamsAResponseFromAChat() {
    serve(Dialect.OPENAI_CHAT, CHAT);
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    String got = post(RESPONSES, streamed(RESPONSE)).body();

    assertThat(got)
        .contains("event: response.created\n")
        .contains("event: response.output_item.done\n")
        .contains("event: response.completed\n")
        .contains("\"input_tokens\":5");
    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void answersAChatFromMessages() {
    serve(Dialect.MESSAGES, MESSAGES);
    answer(CLAUDE);

    HttpResponse<String> got = rig.chat(Rig.HELLO);

    JsonNode answer = json(got.body());
    assertThat(answer.at("/object").asText()).isEqualTo("chat.completion");
    assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("hi");
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(100);
    assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(60);
    assertThat(sent().at("/max_tokens").asInt())
        .isEqualTo(100); // the model's own, since one must be
    assertThat(rig.upstream.arrived.getLast().headers()).contains("anthropic-version");
  }

  @Test
  void streamsAChatFromMessagesAndTellsUsageOnlyIfAsked() {
    serve(Dialect.MESSAGES, MESSAGES);
    rig.upstream.stream(CLAUDE_STREAM);

    String got = rig.chat(Rig.STREAM).body();

    assertThat(got).contains("\"content\":\"hi\"").endsWith(DONE).doesNotContain("\"usage\":{");
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void sendsTheOutputThatAStrictLimitAllows() {
    serve(Dialect.OPENAI_CHAT, CHAT, Rig.strict(Unit.TOTAL_TOKENS, 60));

    post(MESSAGES, MESSAGE.replace("50", "1000"));

    assertThat(sent().at("/max_tokens").asInt()).isBetween(1, 55);
  }

  // --- what cannot be said

  @Test
  void namesWhatTheEndpointWasNotTold() {
    serve(Dialect.MESSAGES, MESSAGES);
    answer(CLAUDE);

    HttpResponse<String> got =
        rig.chat(Rig.HELLO.replace("{\"model\"", "{\"seed\":7,\"logit_bias\":{\"1\":2},\"model\""));

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().firstValue("x-maas-dropped").orElseThrow())
        .contains("seed")
        .contains("logit_bias");
  }

  @Test
  void refusesWhatTheEndpointCannotBeToldWhereTheModelSaysSo() {
    serve(Dialect.MESSAGES, MESSAGES);
    rig.snapshot = Rig.served(rig.snapshot, new Serving(Unsupported.REFUSE, 3));

    HttpResponse<String> got = rig.chat(Rig.HELLO.replace("{\"model\"", "{\"seed\":7,\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).contains("seed (expected: what messages can say");
    assertThat(rig.upstream.arrived).isEmpty();
  }

  @Test
  void asksForNoSeveralAnswersWhereTheEndpointGivesOne() {
    serve(Dialect.MESSAGES, MESSAGES);

    HttpResponse<String> got = rig.chat(Rig.HELLO.replace("{\"model\"", "{\"n\":2,\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).contains("n: 2 (expected: 1");
  }

  @Test
  void saysThatAModelHasNoEmbeddings() {
    serve(Dialect.MESSAGES, MESSAGES);

    HttpResponse<String> got = post("/v1/embeddings", "{\"model\":\"granite\",\"input\":\"x\"}");

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).contains("does not serve /v1/embeddings");
  }

  @ParameterizedTest
  @CsvSource({"/v1/rerank", "/v1/score", "/v1/embeddings", "/v1/completions"})
  void passesWhatIsNoConversationToWhereverChatsAre(String path) {
    serve(Dialect.OPENAI_CHAT, "/openai/deployments/{model}/chat/completions?api-version=1");

    assertThat(post(path, "{\"model\":\"granite\",\"input\":\"x\"}").statusCode()).isEqualTo(200);
    assertThat(rig.upstream.arrived.getFirst().path())
        .isEqualTo("/openai/deployments/served" + path.substring(3));
  }

  // --- refusals and breaks, in the client's words

  @ParameterizedTest
  @CsvSource({
    "/v1/messages,        invalid_request_error",
    "/v1/messages/count_tokens, invalid_request_error"
  })
  void refusesInAnthropicsWords(String path, String type) {
    HttpResponse<String> got = post(path, "{\"model\":7}");

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
    serve(Dialect.OPENAI_CHAT, CHAT);
    rig.upstream.script((request, _) ->
        request
            .response()
            .setStatusCode(400)
            .end("{\"error\":{\"message\":\"maximum context length is 8\"}}"));

    HttpResponse<String> got = post(path, path.equals(MESSAGES) ? MESSAGE : Rig.HELLO);

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(json(got.body()).at(at).asText()).isEqualTo(words);
  }

  @Test
  void tellsAnthropicsClientsWhereTheirLimitsStand() {
    serve(Dialect.OPENAI_CHAT, CHAT, Rig.strict(Unit.REQUESTS, 1));

    assertThat(post(MESSAGES, MESSAGE).headers().firstValue("anthropic-ratelimit-requests-limit"))
        .hasValue("1");
    HttpResponse<String> refused = post(MESSAGES, MESSAGE);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(json(refused.body()).at("/error/type").asText()).isEqualTo("rate_limit_error");
    assertThat(refused.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void tellsAClientThatKeepsThreadsToGoOnWithout() {
    HttpResponse<String> got =
        post(
            MESSAGES, MESSAGE.replace("{\"model\"", "{\"thread\":{\"type\":\"create\"},\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(json(got.body()).at("/error/details/error_code").asText())
        .isEqualTo("thread_unsupported_request");
  }

  @Test
  void saysThatNothingIsKeptBetweenResponses() {
    HttpResponse<String> got =
        post(
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
    serve(Dialect.OPENAI_CHAT, CHAT);
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA).onSuccess(_ -> request.connection().close());
    });
    String body = path.equals(MESSAGES) ? MESSAGE : path.equals(RESPONSES) ? RESPONSE : Rig.HELLO;

    assertThat(post(path, streamed(body)).body()).contains(end);
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void passesAnUpstreamsErrorInTheMiddleInTheClientsWords() {
    serve(Dialect.OPENAI_CHAT, CHAT);
    rig.upstream.stream(DELTA, "data: {\"error\":{\"message\":\"oom\"}}\n\n", DONE);

    String got = post(MESSAGES, streamed(MESSAGE)).body();

    assertThat(got).contains("event: error\n").contains("oom").doesNotContain("message_stop");
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  // --- what is free

  @Test
  void countsTokensWithoutTouchingALimitOrAnEngine() {
    serve(Dialect.OPENAI_CHAT, CHAT, Rig.strict(Unit.REQUESTS, 1));
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> got = post("/v1/messages/count_tokens", MESSAGE);

      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(json(got.body()).at("/input_tokens").asInt()).isBetween(1, 50);
    }
    assertThat(rig.upstream.arrived).isEmpty();
    assertThat(rig.outcomes).isEmpty();
    assertThat(post(MESSAGES, MESSAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void listsModelsInTheWordsOfWhoAsks() {
    JsonNode plain = json(rig.send(rig.withKey("/v1/models")).body());
    JsonNode anthropic =
        json(rig.send(rig.withKey("/v1/models").header("anthropic-version", "2023-06-01")).body());

    assertThat(plain.at("/object").asText()).isEqualTo("list");
    assertThat(anthropic.at("/has_more").isBoolean()).isTrue();
    assertThat(anthropic.at("/data/0/type").asText()).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource({"/", "/api/hello"})
  void saysHelloToWhoeverAsksWhetherAnybodyIsThere(String path) {
    HttpRequest.Builder head = rig.to(path).method("HEAD", HttpRequest.BodyPublishers.noBody());

    assertThat(rig.send(head).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, x-claude-code-session-id, 429",
    "/v1/messages, x-something-else,         200",
    "/v1/messages/count_tokens, x-claude-code-session-id, 200"
  })
  void holdsASessionOffThatAsksOverAndOver(String path, String header, int status) {
    serve(Dialect.OPENAI_CHAT, CHAT);
    for (int i = 0; i < 100; i++) {
      assertThat(post(path, MESSAGE, header, "session-1").statusCode()).isEqualTo(200);
    }

    HttpResponse<String> next = post(path, MESSAGE, header, "session-1");

    assertThat(next.statusCode()).isEqualTo(status);
    assertThat(next.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 429);
    assertThat(post(path, MESSAGE, header, "session-2").statusCode()).isEqualTo(200);
  }

  @Test
  void takesAnyVersionAndAnyBetaOfAnthropics() {
    serve(Dialect.OPENAI_CHAT, CHAT);

    HttpResponse<String> got =
        post(
            MESSAGES + "?beta=true",
            MESSAGE.replace("{\"model\"", "{\"context_management\":{},\"safeguards\":{},\"model\""),
            "anthropic-version",
            "2999-01-01",
            "anthropic-beta",
            "what-is-this-2026-01-01");

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(rig.outcome().usage().input()).isEqualTo(OptionalLong.of(5));
  }
}
