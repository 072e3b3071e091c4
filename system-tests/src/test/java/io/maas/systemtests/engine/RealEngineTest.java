package io.maas.systemtests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.engine.LlamaCpp.Counters;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a real engine answers reaches the client as it is, and the ledger to the token.
@Tag("real")
@ExtendWith({OneEngine.class, OneSite.class})
class RealEngineTest {

  private static final String COMPLETIONS = "/v1/completions";
  private static final String EMBEDDINGS = "/v1/embeddings";

  private final LlamaCpp engine;
  private final Site site;

  RealEngineTest(LlamaCpp engine, Site site) {
    this.engine = engine;
    this.site = site;
  }

  @Test
  void chats() {
    Governed governed = Governed.of(site, engine, "real-chat");

    Answer answer = governed.caller().post(Chat.PATH, repeatable(governed.model())).expect(200);

    Answer direct = engine.caller().post(Chat.PATH, repeatable(LlamaCpp.MODEL)).expect(200);
    JsonNode choice = answer.json().at("/choices/0");
    assertThat(choice.at("/message/content").asText()).isNotBlank();
    assertThat(choice).isEqualTo(direct.json().at("/choices/0"));
    assertThat(answer.json().path("usage")).isEqualTo(direct.json().path("usage"));
    assertRecorded(governed, answer.header("request-id"), answer.json().path("usage"));
  }

  @Test
  void streamsTheSameTextAndHidesTheUsageThatOnlyTheGatewayAskedFor() {
    Governed governed = Governed.of(site, engine, "real-stream");

    Streamed streamed = stream(governed, repeatable(governed.model()));

    Answer direct = engine.caller().post(Chat.PATH, repeatable(LlamaCpp.MODEL)).expect(200);
    assertThat(streamed.text()).isEqualTo(direct.json().at("/choices/0/message/content").asText());
    assertThat(streamed.events()).last().isEqualTo(EventStream.DONE);
    assertThat(streamed.chunks())
        .noneMatch(chunk -> chunk.hasNonNull("usage"))
        .noneMatch(chunk -> chunk.path("choices").isEmpty());
    assertRecorded(governed, streamed.requestId(), direct.json().path("usage"));
  }

  @Test
  void streamsTheUsageToThoseWhoAsk() {
    Governed governed = Governed.of(site, engine, "real-told");
    ObjectNode chat = repeatable(governed.model());
    chat.putObject("stream_options").put("include_usage", true);

    Streamed streamed = stream(governed, chat);

    assertThat(streamed.events()).last().isEqualTo(EventStream.DONE);
    JsonNode last = streamed.chunks().getLast();
    assertThat(last.path("choices")).isEmpty();
    assertRecorded(governed, streamed.requestId(), last.path("usage"));
  }

  @Test
  void completes() {
    Governed governed = Governed.of(site, engine, "real-completion");

    Answer answer = governed.caller().post(COMPLETIONS, completion(governed.model())).expect(200);

    assertThat(answer.json().at("/choices/0/text").asText()).isNotBlank();
    assertRecorded(governed, answer.header("request-id"), answer.json().path("usage"));
  }

  @Test
  void embeds() {
    Governed governed = Governed.of(site, engine, "real-embedding");
    ObjectNode wish = Chat.of(governed.model(), "", 1);
    wish.putArray("input").add("Once upon a time").add("there was a gateway");
    wish.remove(List.of("messages", "max_tokens"));

    Answer answer = governed.caller().post(EMBEDDINGS, wish).expect(200);

    assertThat(answer.json().path("data")).hasSize(2);
    assertThat(answer.json().at("/data/1/embedding")).hasSize(576);
    Recorded line = governed.recorded(answer.header("request-id"));
    assertThat(line.isTold()).isTrue();
    assertThat(line.input()).isEqualTo(answer.json().at("/usage/prompt_tokens").asLong());
    assertThat(line.output()).isZero();
  }

  @Test
  void agreesWithTheEnginesOwnCountersOverAllKindsOfRequests() {
    // given
    Governed governed = Governed.of(site, engine, "real-book");
    Counters before = engine.counters();
    List<String> ids = new ArrayList<>();

    // when
    for (int number = 1; number <= 2; number++) {
      ObjectNode chat = Chat.of(governed.model(), "Tell me about number " + number, 4 + number);
      ids.add(governed.caller().post(Chat.PATH, chat).expect(200).header("request-id"));
      ids.add(stream(governed, chat).requestId());
      ObjectNode completion = completion(governed.model());
      ids.add(governed.caller().post(COMPLETIONS, completion).header("request-id"));
      try (EventStream stream =
          governed.caller().stream(COMPLETIONS, completion.put("stream", true))) {
        assertThat(stream.rest()).last().isEqualTo(EventStream.DONE);
        ids.add(stream.requestId());
      }
    }

    // then
    Counters worked = engine.counters().since(before);
    List<Recorded> lines = ids.stream().map(governed::recorded).toList();
    System.out.printf("%d requests, and the engine counted %s%n", ids.size(), worked);
    assertThat(lines).allMatch(Recorded::isTold);
    assertThat(lines.stream().mapToLong(Recorded::total).sum()).isEqualTo(worked.total());
  }

  private void assertRecorded(Governed governed, String requestId, JsonNode usage) {
    Recorded line = governed.recorded(requestId);
    assertThat(line.outcome()).isEqualTo("completed");
    assertThat(line.isTold()).isTrue();
    assertThat(line.input()).isPositive().isEqualTo(usage.path("prompt_tokens").asLong());
    assertThat(line.output()).isPositive().isEqualTo(usage.path("completion_tokens").asLong());
  }

  /// A chat with the same answer each time: the engine is told in its own words to start afresh.
  private static ObjectNode repeatable(String model) {
    return Chat.of(model, "What is the capital of France?", 12)
        .put("temperature", 0)
        .put("cache_prompt", false);
  }

  private static ObjectNode completion(String model) {
    ObjectNode completion = Chat.of(model, "", 6).put("prompt", "Once upon a time");
    completion.remove("messages");
    return completion;
  }

  private static Streamed stream(Governed governed, ObjectNode chat) {
    try (EventStream stream = governed.caller().stream(Chat.PATH, chat.put("stream", true))) {
      return new Streamed(stream.requestId(), stream.rest());
    }
  }

  private record Streamed(String requestId, List<String> events) {

    List<JsonNode> chunks() {
      return events.stream()
          .filter(event -> !event.equals(EventStream.DONE))
          .map(Answer::tree)
          .toList();
    }

    String text() {
      StringBuilder text = new StringBuilder();
      for (JsonNode chunk : chunks()) {
        text.append(chunk.at("/choices/0/delta/content").asText(""));
      }
      return text.toString();
    }
  }
}
