package io.maas.gateway.http;

import static io.maas.gateway.http.ScriptedUpstream.CHAT;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.Speakers.CLAUDE;
import static io.maas.gateway.http.Speakers.MESSAGE;
import static io.maas.gateway.http.Speakers.RESPONSE;
import static io.maas.gateway.http.Speakers.json;
import static io.maas.gateway.http.Speakers.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Some upstreams answer with one body where a stream was asked for, as llm-katan does where tools
/// are offered. The client gets the stream that it reads.
class BodyForStreamTest {

  private static final String CALLS =
      """
      {"id":"c","model":"reported","choices":[{"index":0,"finish_reason":"tool_calls",
       "message":{"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
        {"id":"call_1","type":"function","function":{"name":"look","arguments":"{\\"at\\":1}"}},
        {"id":"call_2","type":"function","function":{"name":"wait","arguments":"{}"}}]}}],
       "usage":{"prompt_tokens":5,"completion_tokens":3}}\
      """;
  private static final String ANSWERED =
      """
      {"id":"resp_1","object":"response","status":"completed","model":"reported","output":[
        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"hi"}]}],
       "usage":{"input_tokens":5,"output_tokens":3}}\
      """;
  private static final String COMPLETION =
      """
      {"id":"cmpl-1","object":"text_completion","model":"reported",
       "choices":[{"index":0,"text":"hi","logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":5,"completion_tokens":3}}\
      """;

  private final Speakers all = new Speakers();

  @AfterEach
  void stop() {
    all.close();
  }

  @Test
  void streamsAChatOfOneBodyToAClientOfChats() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    all.answer(CALLS);

    HttpResponse<String> got = all.rig.chat(Rig.STREAM);

    assertThat(got.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(got.body()).endsWith(DONE).doesNotContain("\"usage\":{");
    List<JsonNode> chunks = chunks(got.body());
    assertThat(chunks)
        .allSatisfy(
            chunk -> assertThat(chunk.at("/object").asText()).isEqualTo("chat.completion.chunk"));
    assertThat(chunks)
        .extracting(chunk -> chunk.at("/choices/0/delta/reasoning_content").asText())
        .contains("hm");
    assertThat(chunks)
        .extracting(chunk -> chunk.at("/choices/0/delta/tool_calls/0/function/name").asText())
        .contains("look", "wait");
    assertThat(chunks)
        .extracting(chunk -> chunk.at("/choices/0/delta/tool_calls/0/function/arguments").asText())
        .contains("{\"at\":1}", "{}");
    assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    isCounted();
  }

  @Test
  void tellsUsageInThatStreamIfItWasAskedFor() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    all.answer(CHAT);

    String got =
        all.rig
            .chat(
                Rig.STREAM.replace(
                    "{\"stream\"", "{\"stream_options\":{\"include_usage\":true},\"stream\""))
            .body();

    assertThat(chunks(got).getLast().at("/usage/completion_tokens").asInt()).isEqualTo(3);
  }

  @Test
  void streamsAMessageOfOneBodyToAClientOfMessages() {
    all.serve(Dialect.MESSAGES, Speakers.MESSAGES);
    all.answer(CLAUDE);

    HttpResponse<String> got = all.post(Speakers.MESSAGES, streamed(MESSAGE));

    assertThat(got.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(got.body())
        .startsWith("event: message_start\n")
        .contains("\"cache_read_input_tokens\":60")
        .contains("\"text_delta\",\"text\":\"hi\"")
        .contains("\"stop_reason\":\"end_turn\"")
        .contains("event: message_stop\n");
    Outcome outcome = all.rig.outcome();
    assertThat(outcome.usage().input()).hasValue(100);
    assertThat(outcome.usage().output()).hasValue(3);
    assertThat(outcome.reportedModel()).isEqualTo("claude");
  }

  @Test
  void streamsAResponseOfOneBodyToAClientOfResponses() {
    all.serve(Dialect.OPENAI_RESPONSES, Speakers.RESPONSES);
    all.answer(ANSWERED);

    HttpResponse<String> got = all.post(Speakers.RESPONSES, streamed(RESPONSE));

    assertThat(got.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(got.body())
        .startsWith("event: response.created\n")
        .contains("\"delta\":\"hi\"")
        .contains("event: response.output_item.done\n")
        .contains("event: response.completed\n");
    isCounted();
  }

  @Test
  void streamsACompletionOfOneBodyToAClientOfCompletions() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    all.answer(COMPLETION);

    HttpResponse<String> got =
        all.post("/v1/completions", "{\"model\":\"granite\",\"stream\":true,\"prompt\":\"Hello\"}");

    assertThat(got.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(got.body()).endsWith(DONE).doesNotContain("\"usage\"");
    assertThat(chunks(got.body()).getFirst().at("/choices/0/text").asText()).isEqualTo("hi");
    isCounted();
  }

  @Test
  void streamsToAClientOfAnotherDialect() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    all.answer(CALLS);

    String got = all.post(Speakers.MESSAGES, streamed(MESSAGE)).body();

    assertThat(got)
        .contains("\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"look\"")
        .contains("\"type\":\"tool_use\",\"id\":\"call_2\",\"name\":\"wait\"")
        .contains("\"stop_reason\":\"tool_use\"");
    isCounted();
  }

  @Test
  void passesABodyThatHasNoEvents() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    String vectors = "{\"data\":[{\"embedding\":[1]}],\"usage\":{\"prompt_tokens\":5}}";
    all.answer(vectors);

    HttpResponse<String> got =
        all.post("/v1/embeddings", "{\"model\":\"granite\",\"stream\":true,\"input\":\"Hello\"}");

    assertThat(got.body()).isEqualTo(vectors);
    assertThat(all.rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void saysThatABodyIsNoAnswer() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    all.answer("{\"error\":{\"message\":\"no\"}}");

    assertThat(all.rig.chat(Rig.STREAM).statusCode()).isEqualTo(502);
    assertThat(all.rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void makesNoStreamOfSeveralAnswersInOneBody() {
    all.serve(Dialect.OPENAI_CHAT, Speakers.CHAT);
    all.answer(CHAT);

    String several = Rig.STREAM.replace("{\"stream\"", "{\"n\":2,\"stream\"");

    assertThat(all.rig.chat(several).statusCode()).isEqualTo(502);
  }

  private void isCounted() {
    Outcome outcome = all.rig.outcome();
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    assertThat(outcome.reportedModel()).isEqualTo("reported");
  }

  private static List<JsonNode> chunks(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> json(line.substring("data: ".length())))
        .toList();
  }
}
