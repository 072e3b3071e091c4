package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Outcome.End;
import io.maas.domain.notice.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Notices come again, and what was said meanwhile was missed.
class MissedNoticesTest {

  private final Rig rig = new Rig();

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void servesWhoWasKnownAlthoughTheStoreCannotBeAsked() {
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    rig.storeAway = true;

    rig.gateway.take(new Notice.Resynchronised());

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAKeyThatWasRevokedMeanwhile() {
    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    rig.known.clear();

    rig.gateway.take(new Notice.Resynchronised());

    assertThat(rig.chat(HELLO).statusCode()).isEqualTo(401);
  }

  @Test
  void endsTheStreamsOfAKeyThatWasRevokedMeanwhileAlthoughNobodyShowsItAgain() throws Exception {
    beginsAndEndsAfter(10_000);
    try (InputStream stream = stream()) {
      String begun = new String(stream.readNBytes(DELTA.length()), UTF_8);
      rig.known.clear();

      rig.gateway.take(new Notice.Resynchronised());

      assertThat(begun).isEqualTo(DELTA);
      assertThat(new String(stream.readAllBytes(), UTF_8)).contains("the credential was revoked");
    }
    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void endsNoStreamOfAKeyThatIsStillGood() throws Exception {
    beginsAndEndsAfter(1200);
    try (InputStream stream = stream()) {
      String begun = new String(stream.readNBytes(DELTA.length()), UTF_8);

      rig.gateway.take(new Notice.Resynchronised());

      assertThat(begun + new String(stream.readAllBytes(), UTF_8)).isEqualTo(DELTA + FINISH + DONE);
    }
    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }

  /// The engine says one piece, and the rest so much later.
  private void beginsAndEndsAfter(int millis) {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
      rig.vertx.setTimer(millis, _ -> request.response().end(FINISH + DONE));
    });
  }

  private InputStream stream() throws IOException, InterruptedException {
    HttpRequest request =
        rig.withKey("/v1/chat/completions")
            .POST(HttpRequest.BodyPublishers.ofString(STREAM))
            .build();
    return rig.client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
  }
}
