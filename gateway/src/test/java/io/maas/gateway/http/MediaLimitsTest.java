package io.maas.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Unit;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What keeps sound, speech and pictures from passing.
class MediaLimitsTest {

  private Studio studio = new Studio();

  @AfterEach
  void stop() {
    studio.close();
  }

  private void limited(Limit... limits) {
    studio.close();
    studio = new Studio(limits);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/speech,text/html", "/v1/audio/speech,text/plain",
    "/v1/images/generations,image/png", "/v1/chat/completions,audio/mpeg",
    "/v1/chat/completions,text/plain"
  })
  void passesNothingThatWasNotAskedFor(String path, String contentType) {
    studio.answers(contentType, "x");
    String body =
        switch (path) {
          case "/v1/audio/speech" -> Studio.SPEAK;
          case "/v1/images/generations" -> Studio.DRAW;
          default -> Rig.HELLO;
        };

    HttpResponse<String> answer = studio.post(path, "application/json", body);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("content type");
  }

  @Test
  void passesNoTranscriptThatIsAPage() {
    studio.answers("text/html", "<script>");

    assertThat(studio.transcribe(Studio.form("model=granite")).statusCode()).isEqualTo(502);
  }

  @Test
  void saysWhatTheEngineSaysOfARequestInOpenAisWords() {
    studio.rig.upstream.script((request, _) ->
        request.response().setStatusCode(400).end("{\"error\":{\"message\":\"voice: loud\"}}"));

    HttpResponse<String> answer = studio.speak(Studio.SPEAK);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\":{").contains("voice: loud");
    assertThat(studio.rig.outcome().charged()).isEqualTo(Charged.NOTHING);
  }

  @Test
  void drawsNoMoreThanAStrictLimitOfPictures() {
    limited(Rig.strict(Unit.IMAGES, 5));
    studio.answers("application/json", "{\"data\":[{},{}]}");

    assertThat(studio.draw(Studio.DRAW).statusCode()).isEqualTo(200);
    assertThat(studio.draw(Studio.DRAW).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = studio.draw(Studio.DRAW);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("5 images per 1m");
    studio.answers("application/json", "{\"data\":[{}]}");
    assertThat(studio.draw(Studio.DRAW.replace("2}", "1}")).statusCode()).isEqualTo(200);
    assertThat(studio.rig.chat(Rig.HELLO).statusCode()).isEqualTo(200);
    assertThat(studio.rig.quota.tokensBeyondHolds()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"3,502,2", "4,200,4"})
  void chargesAnAttemptThatBurntPicturesAndHoldsTheNextAnew(long most, int status, long charged) {
    Limit limit = Rig.strict(Unit.IMAGES, most);
    try (ScriptedUpstream second = new ScriptedUpstream(studio.rig.vertx)) {
      studio.rig.snapshot =
          Rig.snapshot(
              List.of(endpoint(studio.rig.upstream.port(), 0), endpoint(second.port(), 1)), limit);
      studio.rig.upstream.script((request, _) -> request.connection().close());
      second.script((request, _) ->
          request
              .response()
              .putHeader("content-type", "application/json")
              .end("{\"data\":[{},{}]}"));

      assertThat(studio.draw(Studio.DRAW).statusCode()).isEqualTo(status);

      assertThat(studio.rig.outcome().charged().media()).isEqualTo(Media.drawn(charged));
    }
  }

  private static Endpoint endpoint(int port, int priority) {
    return new Endpoint(
        "place-" + priority,
        URI.create("http://127.0.0.1:" + port),
        "ibm/granite",
        "internal",
        new Access.Open(),
        List.of(Surface.CHAT),
        new Share(priority, 1, 0));
  }

  @Test
  void speaksNoMoreThanAStrictLimitOfCharacters() {
    limited(Rig.strict(Unit.CHARACTERS, 8));
    studio.answers("audio/mpeg", "sound");

    assertThat(studio.speak(Studio.SPEAK).statusCode()).isEqualTo(200);
    assertThat(studio.speak(Studio.SPEAK).statusCode()).isEqualTo(429);
    assertThat(studio.speak(Studio.SPEAK.replace("Hello", "Hel")).statusCode()).isEqualTo(200);
    assertThat(studio.speak(Studio.SPEAK.replace("Hello", "H")).statusCode()).isEqualTo(429);
  }

  @Test
  void hearsNoMoreThanAStrictLimitOfSeconds() {
    limited(Rig.strict(Unit.SECONDS, 5));
    studio.answers("text/plain", "Hi");

    assertThat(studio.transcribe(Studio.form("model=granite")).statusCode()).isEqualTo(200);
    assertThat(studio.transcribe(Studio.form("model=granite")).statusCode()).isEqualTo(200);
    assertThat(studio.transcribe(Studio.form("model=granite")).statusCode()).isEqualTo(429);
    HttpResponse<String> unknown = studio.transcribe(Studio.formOf("compressed", "model=granite"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("file: nothing says how long it is").contains("strict");
  }

  @Test
  void refusesWhatNobodyCanBoundUnderAStrictLimitOfTokens() {
    limited(Rig.strict(Unit.TOTAL_TOKENS, 1_000_000));

    HttpResponse<String> answer = studio.draw(Studio.DRAW);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("nothing bounds the tokens of /v1/images/generations");
    assertThat(studio.rig.upstream.arrived).isEmpty();
  }

  @Test
  void chargesTokensWhereALimitOfTokensOnlySettles() {
    studio.rig.snapshot =
        Rig.snapshot(
            List.of(Rig.endpoint(studio.rig.upstream.port())),
            new TokenRules(100, null),
            Rig.strict(Unit.TOTAL_TOKENS, 150));
    studio.answers(
        "application/json",
        "{\"data\":[{}],\"usage\":{\"input_tokens\":50,\"output_tokens\":200}}");

    assertThat(studio.draw(Studio.DRAW).statusCode()).isEqualTo(200);
    assertThat(studio.draw(Studio.DRAW).statusCode()).isEqualTo(429);
  }

  @Test
  void refusesWhatNoEndpointOfTheModelSpeaks() {
    studio.rig.snapshot =
        Rig.snapshot(
            List.of(
                new Endpoint(
                    "claude",
                    URI.create("http://127.0.0.1:" + studio.rig.upstream.port()),
                    "claude",
                    "anthropic",
                    new Access.Open(),
                    List.of(Surface.usual(Dialect.MESSAGES)),
                    Share.of(1))));

    HttpResponse<String> answer = studio.draw(Studio.DRAW);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("llm/granite does not serve /v1/images/generations");
    assertThat(studio.rig.intents).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|{}|content-type: application/json",
        "multipart/form-data; boundary=yy|--xx--|no boundary at its beginning",
        "multipart/form-data; boundary=xx|--xx--|file: missing"
      })
  void refusesAFormThatIsNone(String contentType, String body, String found) {
    HttpResponse<String> answer = studio.post("/v1/audio/transcriptions", contentType, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\":{").contains(found);
    assertThat(studio.rig.upstream.arrived).isEmpty();
  }

  @Test
  void refusesAModelThatTheCallerMayNotUse() {
    assertThat(studio.transcribe(Studio.form("model=other")).statusCode()).isEqualTo(404);
    assertThat(
            studio
                .post(
                    "/llm/granite/v1/audio/transcriptions", Studio.FORM, Studio.form("model=other"))
                .statusCode())
        .isEqualTo(400);
    assertThat(studio.transcribe(Studio.form()).body()).contains("model: missing");
    assertThat(studio.rig.upstream.arrived).isEmpty();
  }
}
