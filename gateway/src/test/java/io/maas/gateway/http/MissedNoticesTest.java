package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Outcome.End;
import io.maas.domain.notice.Notice;
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
  void endsTheStreamsOfAKeyThatWasRevokedMeanwhileAlthoughNobodyShowsItAgain() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
      rig.known.clear();
      rig.gateway.take(new Notice.Resynchronised());
    });

    assertThat(rig.chat(STREAM).body()).startsWith(DELTA).contains("the credential was revoked");

    assertThat(rig.outcome().end()).isEqualTo(End.FAILED);
  }

  @Test
  void endsNoStreamOfAKeyThatIsStillGood() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(DELTA);
      rig.gateway.take(new Notice.Resynchronised());
      rig.vertx.setTimer(1200, _ -> request.response().end(FINISH + DONE));
    });

    assertThat(rig.chat(STREAM).body()).isEqualTo(DELTA + FINISH + DONE);

    assertThat(rig.outcome().end()).isEqualTo(End.COMPLETED);
  }
}
