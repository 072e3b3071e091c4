package io.maas.gateway.http;

import static io.maas.gateway.http.Speakers.MESSAGE;
import static io.maas.gateway.http.Speakers.MESSAGES;
import static io.maas.gateway.http.Speakers.RESPONSES;
import static io.maas.gateway.http.Speakers.json;
import static io.maas.gateway.http.Speakers.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Serving;
import io.maas.domain.catalog.Serving.Unsupported;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What one provider signed goes back to it and to no other, whichever answers next.
class ForeignThoughtsTest {

  private static final String OF_OPENAI =
      """
      {"id":"resp_1","object":"response","status":"completed","model":"o9","output":[
        {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"hm"}],
         "encrypted_content":"sealed-by-openai"},
        {"type":"message","role":"assistant","content":[{"type":"output_text","text":"hi"}]}],
       "usage":{"input_tokens":5,"output_tokens":3}}\
      """;
  private static final String OF_CLAUDE =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[
        {"type":"thinking","thinking":"hm","signature":"signed-by-claude"},
        {"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,
       "usage":{"input_tokens":5,"output_tokens":3}}\
      """;
  private static final String OF_GEMINI =
      """
      {"candidates":[{"finishReason":"STOP","content":{"role":"model","parts":[
        {"functionCall":{"name":"look","args":{}},"thoughtSignature":"signed-by-google"}]}}],
       "usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":3}}\
      """;
  private static final String CONVERSE = "/model/{model}/converse";
  private static final String GEMINI = "/v1/models/{model}:generateContent";

  private static final String OF_NOVA =
      """
      {"output":{"message":{"role":"assistant","content":[{"text":"hi"}]}},"stopReason":"end_turn",
       "usage":{"inputTokens":5,"outputTokens":3,"totalTokens":8}}\
      """;

  private final Speakers all = new Speakers();

  @AfterEach
  void stop() {
    all.close();
  }

  @Test
  void givesOpenAisThoughtBackToOpenAiAlone() {
    JsonNode said = contentOfOpenAi();

    assertThat(said.at("/0/signature").asText()).isEqualTo("maas-thought:openai:sealed-by-openai");

    serve(Dialect.OPENAI_RESPONSES, RESPONSES, OF_OPENAI);
    assertThat(dropped(goOn(said))).isEmpty();
    assertThat(all.sent().at("/input/1/encrypted_content").asText()).isEqualTo("sealed-by-openai");

    serve(Dialect.MESSAGES, MESSAGES, OF_CLAUDE);
    assertThat(dropped(goOn(said))).isEqualTo("thinking of another provider");
    assertThat(all.sent().at("/messages/1/content").toString())
        .isEqualTo("[{\"type\":\"text\",\"text\":\"hi\"}]");

    serve(Dialect.BEDROCK_CONVERSE, CONVERSE, OF_NOVA);
    assertThat(dropped(goOn(said))).isEqualTo("thinking of another provider");
    assertThat(all.sent().at("/messages/1/content").toString()).isEqualTo("[{\"text\":\"hi\"}]");

    serve(Dialect.GEMINI, GEMINI, OF_GEMINI);
    assertThat(dropped(goOn(said))).isEqualTo("thinking of another provider");
    assertThat(all.sent().toString()).doesNotContain("sealed").contains("\"hm\"");
  }

  @Test
  void marksInAStreamToo() {
    serve(Dialect.OPENAI_RESPONSES, RESPONSES, OF_OPENAI); // which is made a stream

    assertThat(all.post(MESSAGES, streamed(MESSAGE)).body())
        .contains("\"signature\":\"maas-thought:openai:sealed-by-openai\"");
  }

  @Test
  void refusesNobodyForWhatAnotherProviderSigned() {
    JsonNode said = contentOfOpenAi();
    serve(Dialect.BEDROCK_CONVERSE, CONVERSE, OF_NOVA);
    all.rig.snapshot = Rig.served(all.rig.snapshot, new Serving(Unsupported.REFUSE, 3));

    goOn(said);

    assertThat(all.sent().at("/messages/1/content/0/text").asText()).isEqualTo("hi");
  }

  @Test
  void marksNothingThatTheClientsOwnProviderTakes() {
    serve(Dialect.MESSAGES, MESSAGES, OF_CLAUDE);
    JsonNode said = json(all.post(MESSAGES, MESSAGE).body()).path("content");

    HttpResponse<String> next = goOn(said);

    assertThat(said.at("/0/signature").asText()).isEqualTo("signed-by-claude");
    assertThat(dropped(next)).isEmpty();
    assertThat(all.rig.upstream.arrived.getLast().body())
        .isEqualTo(asked(said).replace("granite", "served")); // to the byte
  }

  @Test
  void givesClaudesThoughtBackToClaudeAloneForAClientOfResponses() {
    serve(Dialect.MESSAGES, MESSAGES, OF_CLAUDE);
    JsonNode output = json(all.post(RESPONSES, Speakers.RESPONSE).body()).path("output");
    String again =
        "{\"model\":\"granite\",\"input\":[{\"role\":\"user\",\"content\":\"Hello\"},"
            + output.get(0)
            + ",{\"role\":\"user\",\"content\":\"Go on\"}]}";

    assertThat(output.at("/0/encrypted_content").asText())
        .isEqualTo("maas-thought:anthropic:signed-by-claude");
    assertThat(dropped(all.post(RESPONSES, again))).isEmpty();
    assertThat(all.sent().at("/messages/1/content/0/signature").asText())
        .isEqualTo("signed-by-claude");

    serve(Dialect.OPENAI_RESPONSES, RESPONSES, OF_OPENAI);
    assertThat(dropped(all.post(RESPONSES, again))).isEqualTo("reasoning of another provider");
    assertThat(all.sent().path("input")).hasSize(2);
  }

  @Test
  void givesGooglesSignatureOfACallToNobodyElse() {
    serve(Dialect.GEMINI, GEMINI, OF_GEMINI);
    JsonNode said = json(all.post(MESSAGES, MESSAGE).body()).path("content");

    assertThat(said.toString()).contains("signed-by-google");
    serve(Dialect.MESSAGES, MESSAGES, OF_CLAUDE);
    assertThat(dropped(goOn(said))).isEqualTo("signature of a call of another provider");
    assertThat(all.sent().at("/messages/1/content")).hasSize(1);
    assertThat(all.sent().at("/messages/1/content/0/name").asText()).isEqualTo("look");

    serve(Dialect.OPENAI_RESPONSES, RESPONSES, OF_OPENAI);
    assertThat(dropped(goOn(said))).isEqualTo("signature of a call of another provider");
    assertThat(all.sent().toString()).doesNotContain("signed-by-google");

    serve(Dialect.GEMINI, GEMINI, OF_GEMINI);
    assertThat(dropped(goOn(said))).isEmpty();
    assertThat(all.sent().toString()).contains("signed-by-google");
  }

  private void serve(Dialect dialect, String path, String answer) {
    all.serve(dialect, path);
    all.answer(answer);
  }

  private JsonNode contentOfOpenAi() {
    serve(Dialect.OPENAI_RESPONSES, RESPONSES, OF_OPENAI);
    return json(all.post(MESSAGES, MESSAGE).body()).path("content");
  }

  private static String asked(JsonNode said) {
    return MESSAGE.replace(
        "}]}",
        "},{\"role\":\"assistant\",\"content\":"
            + said
            + "},{\"role\":\"user\",\"content\":\"Go on\"}]}");
  }

  private HttpResponse<String> goOn(JsonNode said) {
    HttpResponse<String> got = all.post(MESSAGES, asked(said));
    assertThat(got.statusCode()).isEqualTo(200);
    return got;
  }

  /// What the client is told on an answer that can be read.
  private String dropped(HttpResponse<String> got) {
    return got.headers().firstValue("x-maas-dropped").orElse("");
  }
}
