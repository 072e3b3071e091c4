package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.domain.notice.Notice;
import io.maas.gateway.upstream.UpstreamSettings;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenUpstreamTest {

  private static final UpstreamSettings IMPATIENT =
      new UpstreamSettings(
          Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofMillis(400), 100);

  private final Rig rig = new Rig(IMPATIENT, Rig.strict(Unit.TOTAL_TOKENS, 1000));

  @AfterEach
  void stop() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource({
    "500,502", "401,502", "404,502", "503,503", "429,503", "302,502", "400,400", "422,400"
  })
  void saysInItsOwnWordsWhatAnEngineRefused(int engine, int client) {
    rig.upstream.script((request, _) ->
        request
            .response()
            .setStatusCode(engine)
            .putHeader("set-cookie", "a=b")
            .putHeader("location", "http://elsewhere")
            .end("{\"error\":{\"message\":\"too long\",\"internal\":\"/opt/engine\"}}"));

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(client);
    assertThat(answer.body()).startsWith("{\"error\":{").doesNotContain("/opt/engine");
    assertThat(answer.body().contains("too long")).isEqualTo(client == 400);
    assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    assertThat(rig.outcome().usage()).isEqualTo(Usage.unknown());
  }

  @Test
  void triesAgainWhileNothingWasSentAndGivesTheHoldBack() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    rig.snapshot = Rig.snapshot(List.of(Rig.endpoint(free)), Rig.strict(Unit.REQUESTS, 1));

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(503);
    assertThat(rig.outcome().attempts()).hasSize(2);
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(503); // not 429: the request unit came back
  }

  @Test
  void answersFromAnotherEndpointWhenOneIsGone() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    rig.snapshot = Rig.snapshot(List.of(Rig.endpoint(free), Rig.endpoint(rig.upstream.port())));

    for (int i = 0; i < 4; i++) {
      assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void givesUpOnAnEngineThatStalls() {
    rig.upstream.script((_, _) -> {});

    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void tellsTheClientInTheStreamThatTheEngineStalls() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
    });

    HttpResponse<String> answer = rig.chat(STREAM);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith(DELTA + "data: {\"error\":{").endsWith(DONE);
    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.usage().estimated()).isTrue();
    assertThat(outcome.usage().output()).hasValue(1);
  }

  @Test
  void tellsTheClientInTheStreamThatTheEngineDied() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA).onSuccess(_ -> request.connection().close());
    });

    HttpResponse<String> answer = rig.chat(STREAM);

    assertThat(answer.body()).startsWith(DELTA + "data: {\"error\":{").endsWith(DONE);
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void neverEndsAStreamCleanlyThatHasNoEnd() {
    rig.upstream.stream(DELTA);

    assertThat(rig.chat(STREAM).body()).contains("data: {\"error\":{").endsWith(DONE);
  }

  @Test
  void addsTheTerminalEventWhereTheModelHadFinished() {
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE);

    assertThat(rig.chat(STREAM).body()).isEqualTo(DELTA + FINISH + DONE);
    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void countsAnErrorInsideAStreamAsAFailure() {
    rig.upstream.stream(DELTA, "data: {\"error\":{\"message\":\"oom\"}}\n\n", DONE);

    assertThat(rig.chat(STREAM).body()).contains("oom");
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void passesNoGarbageOn() {
    rig.upstream.script((request, _) ->
        request.response().putHeader("content-type", "application/json").end("<html>oops"));
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(502);

    rig.upstream.script(
        (request, _) -> request.response().putHeader("content-type", "text/html").end("<script>"));
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(502);
  }

  @Test
  void cutsABodyThatBreaksOffSoThatNobodyTakesItForWhole() {
    rig.upstream.script((request, _) ->
        request
            .response()
            .putHeader("content-type", "application/json")
            .putHeader("content-length", "500")
            .write("{\"id\":\"half")
            .onSuccess(_ -> request.connection().close()));

    assertThatThrownBy(() -> rig.chat(HELLO)).hasCauseInstanceOf(IOException.class);
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void cancelsTheEngineAtOnceWhenTheClientLeaves() throws Exception {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA + DELTA);
    });
    try (Socket socket = connected(STREAM, STREAM.length())) {
      readUntil(socket, DELTA + DELTA);
    }
    long left = System.nanoTime();

    Long closed = rig.upstream.closedAt.poll(5, TimeUnit.SECONDS);

    assertThat(closed).isNotNull();
    System.out.printf("engine told %d ms after the client left%n", (closed - left) / 1_000_000);
    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.CANCELLED);
    assertThat(outcome.status()).isEqualTo(499);
    assertThat(outcome.usage()).isEqualTo(Usage.estimate(5, 2));
  }

  @Test
  void cancelsTheEngineWhenTheClientLeavesBeforeAnyAnswer() throws Exception {
    rig.upstream.script((_, _) -> {});
    try (Socket _ = connected(HELLO, HELLO.length())) {
      Eventually.holds(
          "the engine was asked", Duration.ofSeconds(5), () -> !rig.upstream.arrived.isEmpty());
    }

    assertThat(rig.upstream.closedAt.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(rig.outcome().end()).isEqualTo(End.CANCELLED);
  }

  @Test
  void sendsNothingMoreOverAConnectionThatTheEngineClosesSilently() throws Exception {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().putHeader("server", "llama.cpp").end(DELTA + FINISH + DONE);
    });

    assertThat(rig.chat(STREAM).body()).isEqualTo(DELTA + FINISH + DONE);

    assertThat(rig.upstream.closedAt.poll(3, TimeUnit.SECONDS)).isNotNull();
    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  @Test
  void endsTheStreamsOfARevokedKey() throws Exception {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
    });
    try (Socket socket = connected(STREAM, STREAM.length())) {
      String begun = readUntil(socket, DELTA);

      rig.known.clear();
      rig.gateway.take(new Notice.KeyRevoked(Rig.KEY_ID));

      assertThat(begun + readUntil(socket, "[DONE]")).contains("the credential was revoked");
    }
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
    assertThat(rig.upstream.closedAt.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(401);
  }

  @Test
  void givesUpOnABodyThatNeverComesWhole() throws Exception {
    try (Socket socket = connected("{", 100)) {
      assertThat(readUntil(socket, "}}")).contains("400 Bad Request").contains("incomplete");
    }
  }

  private Socket connected(String body, int length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
    String head =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + Rig.KEY.reveal()
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder seen = new StringBuilder();
    int next = 0;
    while (next >= 0 && seen.indexOf(end) < 0) {
      next = socket.getInputStream().read();
      seen.append((char) next);
    }
    return seen.toString();
  }
}
