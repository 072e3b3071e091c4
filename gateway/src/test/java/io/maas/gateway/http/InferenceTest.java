package io.maas.gateway.http;

import static io.maas.gateway.http.Rig.HELLO;
import static io.maas.gateway.http.Rig.STREAM;
import static io.maas.gateway.http.ScriptedUpstream.DELTA;
import static io.maas.gateway.http.ScriptedUpstream.DONE;
import static io.maas.gateway.http.ScriptedUpstream.FINISH;
import static io.maas.gateway.http.ScriptedUpstream.STREAM_USAGE;
import static io.maas.gateway.http.ScriptedUpstream.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.maas.gateway.http.ScriptedUpstream.Arrived;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InferenceTest {

  private final Rig rig =
      new Rig(Rig.strict(Unit.TOTAL_TOKENS, 1000), Rig.strict(Unit.REQUESTS, 3));

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void passesAnAnswerAndRecordsWhatItCost() {
    HttpResponse<String> answer = rig.chat(HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(ScriptedUpstream.CHAT);
    Outcome outcome = rig.outcome();
    assertThat(outcome.usage()).isEqualTo(Usage.reported(5, 3));
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    assertThat(outcome.finishReason()).isEqualTo("stop");
    assertThat(outcome.reportedModel()).isEqualTo("reported");
  }

  @Test
  void sendsTheEngineItsOwnNameOfTheModelAndItsOwnCredential() {
    rig.chat(HELLO);

    Arrived arrived = rig.upstream.arrived.getFirst();
    Intent intent = rig.intents.element();
    assertThat(arrived.body()).contains("\"model\":\"ibm/granite\"").contains("\"max_tokens\":100");
    assertThat(arrived.authorization()).isEqualTo("Bearer upstream-secret");
    assertThat(arrived.requestId()).isEqualTo(intent.id().toString());
    assertThat(intent.id().version()).isEqualTo(7);
    assertThat(intent.user()).isEqualTo("alice");
    assertThat(intent.subscription()).isEqualTo("models-as-a-service/gold");
  }

  @Test
  void letsNoHeaderOfTheClientTravelUpstream() {
    rig.send(
        rig.withKey("/v1/chat/completions")
            .header("Cookie", "a=b")
            .header("X-Anything", "x")
            .POST(BodyPublishers.ofString(HELLO)));

    assertThat(rig.upstream.arrived.getFirst().headers())
        .map(String::toLowerCase)
        .containsExactlyInAnyOrder(
            "host", "content-type", "x-request-id", "authorization", "content-length");
  }

  @Test
  void tellsItsIdsAndLimits() {
    HttpResponse<String> answer =
        rig.send(
            rig.withKey("/v1/chat/completions")
                .header("X-Request-ID", "mine-1")
                .header("X-Claude-Code-Session-Id", "session-1")
                .POST(BodyPublishers.ofString(HELLO)));

    String ours = rig.intents.element().id().toString();
    assertThat(answer.headers().firstValue("request-id")).contains(ours);
    assertThat(answer.headers().firstValue("x-request-id")).contains("mine-1");
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(answer.headers().firstValue("x-ratelimit-limit-requests")).contains("3");
    assertThat(answer.headers().firstValue("x-ratelimit-remaining-requests")).contains("2");
    assertThat(answer.headers().firstValue("x-ratelimit-limit-tokens")).contains("1000");
    assertThat(rig.intents.element().correlation().clientRequestId()).isEqualTo("mine-1");
    assertThat(rig.intents.element().correlation().session()).isEqualTo("session-1");
  }

  @Test
  void hidesTheUsageOfAStreamFromAClientThatDidNotAsk() {
    rig.upstream.stream(DELTA, FINISH, STREAM_USAGE, DONE);

    HttpResponse<String> answer = rig.chat(STREAM);

    assertThat(answer.body()).isEqualTo(DELTA + FINISH + DONE);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(rig.upstream.arrived.getFirst().body()).contains("\"include_usage\":true");
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void leavesTheUsageOfAStreamToAClientThatAsked() {
    rig.upstream.stream(DELTA + FINISH, STREAM_USAGE + DONE);

    HttpResponse<String> answer =
        rig.chat(STREAM.replaceFirst("\\{", "{\"stream_options\":{\"include_usage\":true},"));

    assertThat(answer.body()).isEqualTo(DELTA + FINISH + STREAM_USAGE + DONE);
  }

  @Test
  void routesByPathAndTakesAnyNameOfThatModel() {
    HttpResponse<String> answer =
        rig.send(
            rig.withKey("/llm/granite/v1/chat/completions?api-version=1")
                .POST(BodyPublishers.ofString(HELLO.replace("\"granite\"", "\"ibm/granite\""))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rig.upstream.arrived.getFirst().path()).isEqualTo("/v1/chat/completions");
  }

  @Test
  void takesATokenOfAUserToo() {
    HttpResponse<String> answer =
        rig.send(
            rig.to("/v1/chat/completions")
                .header("x-api-key", Rig.TOKEN)
                .POST(BodyPublishers.ofString(HELLO)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rig.intents.element().keyId()).isNull();
  }

  @Test
  void metersEmbeddingsWithoutOutput() {
    rig.upstream.script((request, _) ->
        request
            .response()
            .putHeader("content-type", "application/json")
            .end("{\"data\":[],\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}"));

    HttpResponse<String> answer =
        rig.send(
            rig.withKey("/v1/embeddings")
                .POST(BodyPublishers.ofString("{\"model\":\"granite\",\"input\":\"Hello\"}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(4, 0));
    assertThat(rig.upstream.arrived.getFirst().body()).doesNotContain("max_tokens");
  }

  @Test
  void passesALargeAnswerWhole() {
    String large = "{\"text\":\"" + "x".repeat(3_000_000) + "\"," + USAGE + "}";
    rig.upstream.script((request, _) ->
        request
            .response()
            .setChunked(true)
            .putHeader("content-type", "application/json")
            .end(large));

    assertThat(rig.chat(HELLO).body()).isEqualTo(large);
    assertThat(rig.outcome().usage()).isEqualTo(Usage.reported(5, 3));
  }

  @Test
  void refusesTheFourthRequestWithAWaitThatIsTrue() {
    for (int i = 0; i < 3; i++) {
      assertThat(rig.chat(HELLO).statusCode()).isEqualTo(200);
    }

    HttpResponse<String> refused = rig.chat(HELLO);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body())
        .contains("rate_limit_exceeded")
        .contains("rate limit or quota reached");
    assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 60);
    assertThat(rig.meters.get("limited_calls").counter().count()).isEqualTo(1);
    assertThat(rig.meters.get("authorized_calls").counter().count()).isEqualTo(3);
    assertThat(rig.meters.get("authorized_hits").counter().count()).isEqualTo(24);
  }

  @Test
  void listsTheModelsOfTheCaller() {
    assertThat(rig.send(rig.withKey("/v1/models").GET()).body())
        .contains("\"id\":\"publishers/llm/models/ibm/granite\"");
    assertThat(rig.send(rig.withKey("/v1/models/granite").GET()).statusCode()).isEqualTo(200);
    assertThat(rig.send(rig.withKey("/v1/models/ibm%2Fgranite").GET()).statusCode()).isEqualTo(200);
    assertThat(rig.send(rig.withKey("/v1/models/other").GET()).statusCode()).isEqualTo(404);
    assertThat(rig.send(rig.to("/v1/models").GET()).statusCode()).isEqualTo(401);
  }
}
