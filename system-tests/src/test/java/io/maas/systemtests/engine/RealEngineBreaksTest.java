package io.maas.systemtests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.systemtests.engine.LlamaCpp.Counters;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Clients leave a real engine, it refuses, and it dies.
@Tag("real")
@ExtendWith({OneEngine.class, OneSite.class})
class RealEngineBreaksTest {

  /// Seconds of work, which the engine does only if nobody stops it.
  private static final int LONG = 900;

  private static final int EVENTS = 4;

  private final LlamaCpp engine;
  private final Site site;

  RealEngineBreaksTest(LlamaCpp engine, Site site) {
    this.engine = engine;
    this.site = site;
  }

  @Test
  void stopsForAClientThatLeavesItsStream() {
    // given
    Governed governed = Governed.of(site, engine, "leaves-stream");
    Counters before = engine.counters();
    EventStream stream = governed.caller().stream(Chat.PATH, story(governed.model()));
    for (int event = 0; event < EVENTS; event++) {
      stream.next();
    }

    // when
    stream.close();

    // then
    Counters worked = engine.counters().since(before);
    Recorded line = governed.recorded(stream.requestId());
    System.out.printf("the client left: %s, and the ledger says %s%n", worked, line);
    assertThat(worked.predicted()).isBetween(EVENTS - 1L, LONG / 2L);
    assertThat(line.outcome()).isEqualTo("cancelled");
    assertThat(line.estimated()).isTrue();
    assertThat(line.output()).isBetween(EVENTS - 1L, worked.predicted());
    assertAnswers(governed);
  }

  @Test
  void stopsForAClientThatLeavesBeforeItsAnswer() throws IOException {
    // given
    Governed governed = Governed.of(site, engine, "leaves-whole");
    Counters before = engine.counters();
    // when
    try (Socket _ = ask(governed.caller(), story(governed.model()).put("stream", false))) {
      engine.awaitBusy();
    }

    // then
    assertThat(engine.counters().since(before).predicted()).isLessThan(LONG / 2L);
    assertAnswers(governed);
  }

  @Test
  void tellsTheClientInItsDialectWhatTheEngineRefuses() {
    Governed governed = Governed.of(site, engine, "refuses");
    String tooLong = "word ".repeat(2 * LlamaCpp.CONTEXT);
    for (boolean stream : List.of(false, true)) {
      ObjectNode chat = Chat.of(governed.model(), tooLong, 5).put("stream", stream);

      Answer answer = governed.caller().post(Chat.PATH, chat).expect(400);

      JsonNode error = answer.json().path("error");
      assertThat(error.path("message").asText()).contains("exceeds the available context size");
      assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
      assertThat(error.path("code").isTextual()).isTrue();
      Recorded line = governed.recorded(answer.header("request-id"));
      assertThat(line.outcome()).isEqualTo("failed");
      assertThat(line.status()).isEqualTo(400);
      assertThat(line.total()).isZero();
    }
    assertAnswers(governed);
  }

  @Test
  void tellsTheClientInTheStreamThatTheEngineDied(@TempDir Path folder) {
    try (LlamaCpp mortal = engine.another(folder)) {
      // given
      Governed governed = Governed.of(site, mortal, "dies");
      try (EventStream stream = governed.caller().stream(Chat.PATH, story(governed.model()))) {
        stream.next();

        // when
        mortal.kill();

        // then
        List<String> events = stream.rest();
        assertThat(events).last().isEqualTo(EventStream.DONE);
        assertThat(Answer.tree(events.get(events.size() - 2)).at("/error/code").asText())
            .isEqualTo("upstream_error");
        Recorded line = governed.recorded(stream.requestId());
        assertThat(line.outcome()).isEqualTo("failed");
        assertThat(line.estimated()).isTrue();
      }
      Answer next = governed.caller().post(Chat.PATH, question(governed.model())).expect(503);
      assertThat(next.json().at("/error/code").asText()).isEqualTo("upstream_unreachable");
    }
  }

  private static void assertAnswers(Governed governed) {
    governed.caller().post(Chat.PATH, question(governed.model())).expect(200);
  }

  private static ObjectNode question(String model) {
    return Chat.of(model, "Say hello", 3);
  }

  private static ObjectNode story(String model) {
    return Chat.longStream(model, "Tell me a long story", LONG);
  }

  /// Sends a request over a connection that can be closed as clients close theirs.
  private static Socket ask(Caller caller, ObjectNode chat) throws IOException {
    URI url = URI.create(caller.url());
    byte[] body = chat.toString().getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(Chat.PATH, url.getHost(), caller.credential(), body.length);
    Socket socket = new Socket(url.getHost(), url.getPort());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(body);
    return socket;
  }
}
