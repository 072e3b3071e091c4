package io.maas.gateway.http;

import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static io.maas.gateway.http.Speakers.CHAT;
import static io.maas.gateway.http.Speakers.CLAUDE;
import static io.maas.gateway.http.Speakers.CLAUDE_STREAM;
import static io.maas.gateway.http.Speakers.MESSAGE;
import static io.maas.gateway.http.Speakers.MESSAGES;
import static io.maas.gateway.http.Speakers.RESPONSE;
import static io.maas.gateway.http.Speakers.RESPONSES;
import static io.maas.gateway.http.Speakers.json;
import static io.maas.gateway.http.Speakers.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients of every dialect, over endpoints of the same and of another one.
class DialectsTest {

  private final Speakers all = new Speakers();

  @AfterEach
  void stop() {
    all.close();
  }

  // --- the same dialect on both sides

  @Test
  void passesMessagesAsTheyAre() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.answer(CLAUDE);

    HttpResponse<String> got =
        all.post(
            MESSAGES, MESSAGE, "anthropic-version", "2026-10-21", "anthropic-beta", "new-thing");

    assertThat(got.body()).isEqualTo(CLAUDE);
    assertThat(all.rig.upstream.arrived.getFirst().body())
        .isEqualTo(MESSAGE.replace("granite", "served"));
    assertThat(all.rig.upstream.arrived.getFirst().path()).isEqualTo(MESSAGES);
    assertThat(all.rig.upstream.arrived.getFirst().headers())
        .contains("anthropic-version", "anthropic-beta", "x-api-key")
        .doesNotContain("authorization");
    Usage usage = all.rig.outcome().usage();
    assertThat(usage.input()).hasValue(100);
    assertThat(usage.cached()).hasValue(60);
    assertThat(usage.output()).hasValue(3);
  }

  @Test
  void passesAStreamOfMessagesAsItIsAndCountsIt() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.rig.upstream.stream(CLAUDE_STREAM);

    assertThat(all.post(MESSAGES, streamed(MESSAGE)).body()).isEqualTo(CLAUDE_STREAM);
    Outcome outcome = all.rig.outcome();
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    assertThat(outcome.reportedModel()).isEqualTo("claude");
  }

  @Test
  void passesResponsesAsTheyAre() {
    all.serve(Dialect.OPENAI_RESPONSES, RESPONSES);
    String response =
        "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[],"
            + "\"usage\":{\"input_tokens\":5,\"output_tokens\":3}}";
    all.answer(response);

    assertThat(all.post(RESPONSES, RESPONSE).body()).isEqualTo(response);
    assertThat(all.rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  // --- another dialect

  @Test
  void answersAMessageFromAChat() {
    all.serve(Dialect.OPENAI_CHAT, CHAT);

    HttpResponse<String> got = all.post(MESSAGES, MESSAGE);

    assertThat(got.statusCode()).isEqualTo(200);
    JsonNode answer = json(got.body());
    assertThat(answer.at("/type").asText()).isEqualTo("message");
    assertThat(answer.at("/content/0/text").asText()).isEqualTo("hi");
    assertThat(answer.at("/stop_reason").asText()).isEqualTo("end_turn");
    assertThat(answer.at("/usage/input_tokens").asInt()).isEqualTo(5);
    assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(3);
    assertThat(all.sent().at("/model").asText()).isEqualTo("served");
    assertThat(all.sent().at("/max_tokens").asInt()).isEqualTo(50);
    assertThat(all.rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void translatesALongConversationAside() {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    String text = "x".repeat(70_000);

    assertThat(all.post(MESSAGES, MESSAGE.replace("Hello", text)).statusCode()).isEqualTo(200);
    assertThat(all.sent().at("/messages/0/content").asText()).isEqualTo(text);
  }

  @Test
  void streamsAMessageFromAChat() {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    all.rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    String got = all.post(MESSAGES, streamed(MESSAGE)).body();

    assertThat(got)
        .startsWith("event: message_start\n")
        .contains("\"text_delta\",\"text\":\"hi\"")
        .contains("\"output_tokens\":3")
        .contains("event: message_stop\n")
        .doesNotContain("[DONE]");
    assertThat(all.rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void streamsAResponseFromAChat() {
    all.serve(Dialect.OPENAI_CHAT, CHAT);
    all.rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    String got = all.post(RESPONSES, streamed(RESPONSE)).body();

    assertThat(got)
        .contains("event: response.created\n")
        .contains("event: response.output_item.done\n")
        .contains("event: response.completed\n")
        .contains("\"input_tokens\":5");
    assertThat(all.rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void answersAChatFromMessages() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.answer(CLAUDE);

    HttpResponse<String> got = all.rig.chat(Rig.HELLO);

    JsonNode answer = json(got.body());
    assertThat(answer.at("/object").asText()).isEqualTo("chat.completion");
    assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("hi");
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(100);
    assertThat(answer.at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(60);
    assertThat(all.sent().at("/max_tokens").asInt())
        .isEqualTo(100); // the model's own, since one must be
    assertThat(all.rig.upstream.arrived.getLast().headers()).contains("anthropic-version");
  }

  @Test
  void streamsAChatFromMessagesAndTellsUsageOnlyIfAsked() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.rig.upstream.stream(CLAUDE_STREAM);

    String got = all.rig.chat(Rig.STREAM).body();

    assertThat(got).contains("\"content\":\"hi\"").endsWith(DONE).doesNotContain("\"usage\":{");
    assertThat(all.rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void sendsTheOutputThatAStrictLimitAllows() {
    all.serve(Dialect.OPENAI_CHAT, CHAT, Rig.strict(Unit.TOTAL_TOKENS, 60));

    all.post(MESSAGES, MESSAGE.replace("50", "1000"));

    assertThat(all.sent().at("/max_tokens").asInt()).isBetween(1, 55);
  }

  // --- what cannot be said

  @Test
  void namesWhatTheEndpointWasNotTold() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.answer(CLAUDE);

    HttpResponse<String> got =
        all.rig.chat(
            Rig.HELLO.replace("{\"model\"", "{\"seed\":7,\"logit_bias\":{\"1\":2},\"model\""));

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().firstValue("x-maas-dropped").orElseThrow())
        .contains("seed")
        .contains("logit_bias");
  }

  @Test
  void namesNothingThatAHeaderMustNotHold() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.answer(CLAUDE);
    String long1 = "x".repeat(2000);

    HttpResponse<String> got =
        all.rig.chat(
            Rig.HELLO.replace(
                "{\"model\"", "{\"a\\r\\nset-cookie: b,é\":1,\"" + long1 + "\":1,\"model\""));

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.headers().firstValue("x-maas-dropped")).hasValue("a??set-cookie: b??, ...");
    assertThat(got.headers().firstValue("set-cookie")).isEmpty();
  }

  @Test
  void refusesWhatTheEndpointCannotBeToldWhereTheModelSaysSo() {
    all.serve(Dialect.MESSAGES, MESSAGES);
    all.rig.snapshot = Rig.served(all.rig.snapshot, new Serving(Unsupported.REFUSE, 3));

    HttpResponse<String> got =
        all.rig.chat(Rig.HELLO.replace("{\"model\"", "{\"seed\":7,\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).contains("seed (expected: what messages can say");
    assertThat(all.rig.upstream.arrived).isEmpty();
  }

  @Test
  void asksForNoSeveralAnswersWhereTheEndpointGivesOne() {
    all.serve(Dialect.MESSAGES, MESSAGES);

    HttpResponse<String> got = all.rig.chat(Rig.HELLO.replace("{\"model\"", "{\"n\":2,\"model\""));

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).contains("n: 2 (expected: 1");
  }

  @Test
  void saysThatAModelHasNoEmbeddings() {
    all.serve(Dialect.MESSAGES, MESSAGES);

    HttpResponse<String> got =
        all.post("/v1/embeddings", "{\"model\":\"granite\",\"input\":\"x\"}");

    assertThat(got.statusCode()).isEqualTo(400);
    assertThat(got.body()).contains("does not serve /v1/embeddings");
  }

  @ParameterizedTest
  @CsvSource({"/v1/rerank", "/v1/score", "/v1/embeddings", "/v1/completions"})
  void passesWhatIsNoConversationToWhereverChatsAre(String path) {
    all.serve(Dialect.OPENAI_CHAT, "/openai/deployments/{model}/chat/completions?api-version=1");

    assertThat(all.post(path, "{\"model\":\"granite\",\"input\":\"x\"}").statusCode())
        .isEqualTo(200);
    assertThat(all.rig.upstream.arrived.getFirst().path())
        .isEqualTo("/openai/deployments/served" + path.substring(3));
  }
}
