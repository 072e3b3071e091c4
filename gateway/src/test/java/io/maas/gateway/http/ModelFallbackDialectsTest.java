package io.maas.gateway.http;

import static io.maas.gateway.http.Speakers.CHAT;
import static io.maas.gateway.http.Speakers.CLAUDE;
import static io.maas.gateway.http.Speakers.CLAUDE_STREAM;
import static io.maas.gateway.http.Speakers.MESSAGE;
import static io.maas.gateway.http.Speakers.MESSAGES;
import static io.maas.gateway.http.Speakers.RESPONSE;
import static io.maas.gateway.http.Speakers.RESPONSES;
import static io.maas.gateway.http.Speakers.json;
import static io.maas.gateway.http.Speakers.streamed;
import static io.maas.gateway.http.StandIns.SPARE;
import static io.maas.gateway.http.StandIns.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Dialect;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of every dialect go to a model that speaks another than the one that failed: the request
/// is translated anew from what the client said.
class ModelFallbackDialectsTest {

  private final StandIns all = new StandIns();

  @BeforeEach
  void fail() {
    refuse(all.granite, 500, "no");
  }

  @AfterEach
  void stop() {
    all.close();
  }

  private HttpResponse<String> post(String path, String body) {
    return all.rig.send(all.rig.withKey(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String body(String path) {
    return switch (path) {
      case MESSAGES -> MESSAGE;
      case RESPONSES -> RESPONSE;
      default -> Rig.HELLO;
    };
  }

  private void wasAnsweredBySpare(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-maas-model")).hasValue("llm/spare");
    assertThat(answer.headers().firstValue("x-maas-fallback-from")).hasValue("llm/granite");
    assertThat(all.rig.outcome().end()).isEqualTo(End.FAILED);
    assertThat(all.rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
  void isAnsweredByAModelThatSpeaksMessages(String path) {
    all.speaking(SPARE, Dialect.MESSAGES);
    all.spare.script((request, _) ->
        request.response().putHeader("content-type", "application/json").end(CLAUDE));

    HttpResponse<String> answer = post(path, body(path));

    wasAnsweredBySpare(answer);
    assertThat(json(answer.body()).at("/model").asText()).isEqualTo("claude"); // as it says itself
    assertThat(all.spare.arrived.getFirst().path()).isEqualTo(MESSAGES);
    assertThat(json(all.spare.arrived.getFirst().body()).at("/model").asText())
        .isEqualTo("served-spare");
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
  void isAnsweredByAModelThatSpeaksChat(String path) {
    all.speaking(StandIns.GRANITE, Dialect.MESSAGES);

    wasAnsweredBySpare(post(path, body(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
  void streamsFromAModelThatSpeaksMessages(String path) {
    all.speaking(SPARE, Dialect.MESSAGES);
    all.spare.stream(CLAUDE_STREAM);

    HttpResponse<String> answer = post(path, streamed(body(path)));

    assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
    assertThat(answer.body()).contains("hi");
    assertThat(answer.headers().firstValue("x-maas-fallback-from")).hasValue("llm/granite");
    assertThat(all.rig.outcome().end()).isEqualTo(End.FAILED);
    assertThat(all.rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }
}
