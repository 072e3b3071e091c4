package io.maas.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Usage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound that is heard, text that is spoken, pictures that are made: on their way through a real
/// gateway.
class MediaTest {

  private static final String FORM = "multipart/form-data; boundary=xx";
  private static final String SPEAK =
      "{\"model\":\"granite\",\"input\":\"Hello\",\"voice\":\"alloy\"}";
  private static final String DRAW = "{\"model\":\"granite\",\"prompt\":\"a cat\",\"n\":2}";
  private static final String PICTURE =
      "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AA\",\"usage\":{"
          + "\"input_tokens\":7,\"output_tokens\":100}}\n\n";

  private Rig rig = new Rig();

  @AfterEach
  void stop() {
    rig.close();
  }

  private void limited(Limit... limits) {
    rig.close();
    rig = new Rig(limits);
  }

  private void answers(String contentType, String body) {
    rig.upstream.script((request, _) ->
        request
            .response()
            .putHeader("content-type", contentType)
            .end(Buffer.buffer(body, "ISO-8859-1")));
  }

  private static String form(String... more) {
    return formOf(wav(2), more);
  }

  private static String formOf(String sound, String... more) {
    StringBuilder form = new StringBuilder();
    for (String part : more) {
      String[] field = part.split("=", 2);
      form.append(
          "--xx\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted((Object[]) field));
    }
    return form
        + "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
        + "Content-Type: audio/wav\r\n\r\n"
        + sound
        + "\r\n--xx--\r\n";
  }

  private static String wav(int seconds) {
    ByteBuffer wav = ByteBuffer.allocate(44 + seconds * 8000).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(UTF_8)).putInt(36 + seconds * 8000).put("WAVEfmt ".getBytes(UTF_8));
    wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    wav.putShort((short) 1).putShort((short) 8).put("data".getBytes(UTF_8)).putInt(seconds * 8000);
    return new String(wav.array(), ISO_8859_1);
  }

  private HttpResponse<String> post(String path, String contentType, String body) {
    try {
      return rig.client.send(
          rig.withKey(path)
              .header("Content-Type", contentType)
              .POST(BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)))
              .build(),
          BodyHandlers.ofString(ISO_8859_1));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no answer", e);
    }
  }

  private HttpResponse<String> transcribe(String form) {
    return post("/v1/audio/transcriptions", FORM, form);
  }

  private HttpResponse<String> speak(String body) {
    return post("/v1/audio/speech", "application/json", body);
  }

  private HttpResponse<String> draw(String body) {
    return post("/v1/images/generations", "application/json", body);
  }

  private Outcome completed(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.COMPLETED);
    return outcome;
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/transcriptions,/v1/audio/transcriptions",
    "/v1/audio/translations,/v1/audio/translations",
    "/llm/granite/v1/audio/transcriptions,/v1/audio/transcriptions"
  })
  void passesAFormOfSoundAndCountsItsSeconds(String path, String upstream) throws Exception {
    answers(
        "application/json", "{\"text\":\"Hi\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}");
    String form = form("model=granite", "response_format=json");

    HttpResponse<String> answer = post(path, FORM, form);

    assertThat(answer.body()).startsWith("{\"text\":\"Hi\"");
    ScriptedUpstream.Arrived arrived = rig.upstream.arrived.getFirst();
    assertThat(arrived.path()).isEqualTo(upstream);
    assertThat(arrived.body()).isEqualTo(form.replace("granite", "ibm/granite"));
    Outcome outcome = completed(answer);
    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.heard(3)));
    assertThat(outcome.charged()).isEqualTo(Charged.NOTHING.with(Media.heard(3)));
    Intent intent = rig.intents.take();
    assertThat(intent.media()).isEqualTo(Media.heard(2));
    assertThat(intent.dialect()).isEqualTo("openai");
  }

  @Test
  void sendsTheBoundaryAlong() {
    answers("application/json", "{\"text\":\"Hi\"}");
    String[] type = new String[1];
    rig.upstream.script((request, _) -> {
      type[0] = request.getHeader("content-type");
      request.response().putHeader("content-type", "application/json").end("{\"text\":\"Hi\"}");
    });

    completed(transcribe(form("model=granite")));

    assertThat(type[0]).isEqualTo(FORM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain; charset=utf-8", "text/vtt", "application/x-subrip", "text/srt"})
  void passesATranscriptThatIsText(String contentType) {
    answers(contentType, "1\n00:00 --> 00:02\nHi\n");

    HttpResponse<String> answer = transcribe(form("model=granite", "response_format=srt"));

    assertThat(answer.body()).isEqualTo("1\n00:00 --> 00:02\nHi\n");
    assertThat(answer.headers().firstValue("content-type")).hasValue(contentType);
    assertThat(answer.headers().firstValue("x-maas-model")).hasValue("llm/granite");
    assertThat(completed(answer).usage()).isEqualTo(Usage.unknown().with(Media.heard(2)));
  }

  @Test
  void passesATranscriptOfSilence() {
    answers("text/plain", "");

    assertThat(completed(transcribe(form("model=granite"))).usage().estimated()).isFalse();
  }

  @Test
  void marksSecondsThatAreGuessed() {
    answers("text/plain", "Hi");

    Outcome outcome = completed(transcribe(formOf("s".repeat(80_000), "model=granite")));

    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.heard(10)).asEstimated());
  }

  @Test
  void recordsTheTokensThatAnEngineTellsOfSound() {
    answers(
        "application/json",
        "{\"text\":\"Hi\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,\"output_tokens\":5,"
            + "\"input_token_details\":{\"text_tokens\":0,\"audio_tokens\":14}}}");

    Outcome outcome = completed(transcribe(form("model=granite")));

    assertThat(outcome.usage()).isEqualTo(Usage.reported(14, 5).with(Media.heard(2)));
    assertThat(outcome.charged()).isEqualTo(new Charged(14, 0, 5, Media.heard(2)));
  }

  @Test
  void passesAStreamOfATranscript() throws Exception {
    String delta = "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hi\"}\n\n";
    String done =
        "data: {\"type\":\"transcript.text.done\",\"text\":\"Hi\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}\n\n";
    rig.upstream.stream(delta, done);

    HttpResponse<String> answer = transcribe(form("model=granite", "stream=true"));

    assertThat(answer.body()).isEqualTo(delta + done);
    assertThat(completed(answer).usage().media()).isEqualTo(Media.heard(3));
    assertThat(rig.intents.take().streamed()).isTrue();
  }

  @Test
  void passesSpeechAndCountsItsCharacters() {
    answers("audio/mpeg", "\u0000\u00ff sound");

    HttpResponse<String> answer = speak(SPEAK);

    assertThat(answer.body()).isEqualTo("\u0000\u00ff sound");
    assertThat(answer.headers().firstValue("content-type")).hasValue("audio/mpeg");
    assertThat(answer.headers().firstValue("content-length")).hasValue("8");
    assertThat(rig.upstream.arrived.getFirst().body())
        .isEqualTo(SPEAK.replace("granite", "ibm/granite"));
    Outcome outcome = completed(answer);
    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.spoken(5)));
    assertThat(outcome.charged()).isEqualTo(Charged.NOTHING.with(Media.spoken(5)));
  }

  @Test
  void passesAStreamOfSpeech() {
    String delta = "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AA==\"}\n\n";
    String done =
        "data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":9,\"output_tokens\":20}}\n\n";
    rig.upstream.stream(delta, done);

    HttpResponse<String> answer = speak(SPEAK.replace("{", "{\"stream_format\":\"sse\","));

    assertThat(answer.body()).isEqualTo(delta + done);
    assertThat(completed(answer).usage()).isEqualTo(Usage.reported(9, 20).with(Media.spoken(5)));
  }

  @Test
  void cutsSpeechThatBreaksOffAndChargesIt() {
    rig.upstream.script((request, _) -> {
      request.response().putHeader("content-type", "audio/wav").setChunked(true);
      request
          .response()
          .write("one ")
          .onSuccess(_ ->
              rig.vertx.setTimer(
                  50,
                  _ ->
                      request
                          .response()
                          .write("two")
                          .onSuccess(_ -> request.connection().close())));
    });

    assertThatThrownBy(() -> speak(SPEAK)).isInstanceOf(IllegalStateException.class);

    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.charged().media()).isEqualTo(Media.spoken(5));
  }

  @Test
  void passesPicturesAndCountsThem() {
    answers(
        "application/json",
        "{\"created\":1,\"data\":[{\"b64_json\":\"AA\"},{\"b64_json\":\"BB\"}],\"usage\":{"
            + "\"total_tokens\":107,\"input_tokens\":7,\"output_tokens\":100}}");

    Outcome outcome = completed(draw(DRAW));

    assertThat(outcome.usage()).isEqualTo(Usage.reported(7, 100).with(Media.drawn(2)));
    assertThat(outcome.charged()).isEqualTo(new Charged(7, 0, 100, Media.drawn(2)));
    assertThat(rig.upstream.arrived.getFirst().body())
        .isEqualTo(DRAW.replace("granite", "ibm/granite"));
  }

  @Test
  void passesAStreamOfPictures() {
    String partial = "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\"}\n\n";
    rig.upstream.stream(partial, PICTURE);

    HttpResponse<String> answer = draw(DRAW.replace("{", "{\"stream\":true,\"partial_images\":1,"));

    assertThat(answer.body()).isEqualTo(partial + PICTURE);
    assertThat(completed(answer).usage()).isEqualTo(Usage.reported(7, 100).with(Media.drawn(1)));
  }

  @Test
  void chargesAllPicturesOfAStreamThatBreaksOff() {
    rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request.response().write(PICTURE + PICTURE.replace("completed", "partial_image"));
      rig.vertx.setTimer(50, _ -> request.connection().close());
    });

    HttpResponse<String> answer = draw(DRAW.replace("{", "{\"stream\":true,"));

    assertThat(answer.body()).startsWith(PICTURE).contains("\"error\"");
    Outcome outcome = rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.usage().media()).isEqualTo(Media.drawn(1));
    assertThat(outcome.usage().estimated()).isTrue();
    assertThat(outcome.charged().media()).isEqualTo(Media.drawn(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/images/edits", "/v1/images/variations"})
  void passesPicturesOfPictures(String path) {
    answers("application/json", "{\"data\":[{\"url\":\"u\"},{\"url\":\"v\"},{\"url\":\"w\"}]}");

    Outcome outcome =
        completed(post(path, FORM, form("model=granite", "n=3").replace("\"file\"", "\"image\"")));

    assertThat(rig.upstream.arrived.getFirst().path()).isEqualTo(path);
    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.drawn(3)));
  }

  @Test
  void countsWhatWasAskedForWhereAnAnswerShowsNoPictures() {
    answers("application/json", "{\"images\":[\"AA\"]}");

    assertThat(completed(draw(DRAW)).usage())
        .isEqualTo(Usage.unknown().with(Media.drawn(2)).asEstimated());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/speech,text/html", "/v1/audio/speech,text/plain",
    "/v1/images/generations,image/png", "/v1/chat/completions,audio/mpeg",
    "/v1/chat/completions,text/plain"
  })
  void passesNothingThatWasNotAskedFor(String path, String contentType) {
    answers(contentType, "x");
    String body =
        switch (path) {
          case "/v1/audio/speech" -> SPEAK;
          case "/v1/images/generations" -> DRAW;
          default -> Rig.HELLO;
        };

    HttpResponse<String> answer = post(path, "application/json", body);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("content type").doesNotContain("x</");
  }

  @Test
  void passesNoTranscriptThatIsAPage() {
    answers("text/html", "<script>");

    assertThat(transcribe(form("model=granite")).statusCode()).isEqualTo(502);
  }

  @Test
  void saysWhatTheEngineSaysOfARequestInOpenAisWords() {
    rig.upstream.script((request, _) ->
        request.response().setStatusCode(400).end("{\"error\":{\"message\":\"voice: loud\"}}"));

    HttpResponse<String> answer = speak(SPEAK);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\":{").contains("voice: loud");
    assertThat(rig.outcome().charged()).isEqualTo(Charged.NOTHING);
  }

  @Test
  void drawsNoMoreThanAStrictLimitOfPictures() {
    limited(Rig.strict(Unit.IMAGES, 5));
    answers("application/json", "{\"data\":[{},{}]}");

    assertThat(draw(DRAW).statusCode()).isEqualTo(200);
    assertThat(draw(DRAW).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = draw(DRAW);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("5 images per 1m");
    assertThat(draw(DRAW.replace("2}", "1}")).statusCode()).isEqualTo(200);
    assertThat(rig.chat(Rig.HELLO).statusCode()).isEqualTo(200);
    assertThat(rig.quota.tokensBeyondHolds()).isZero();
  }

  @Test
  void speaksNoMoreThanAStrictLimitOfCharacters() {
    limited(Rig.strict(Unit.CHARACTERS, 8));
    answers("audio/mpeg", "sound");

    assertThat(speak(SPEAK).statusCode()).isEqualTo(200);
    assertThat(speak(SPEAK).statusCode()).isEqualTo(429);
    assertThat(speak(SPEAK.replace("Hello", "Hel")).statusCode()).isEqualTo(200);
    assertThat(speak(SPEAK.replace("Hello", "H")).statusCode()).isEqualTo(429);
  }

  @Test
  void hearsNoMoreThanAStrictLimitOfSeconds() {
    limited(Rig.strict(Unit.SECONDS, 5));
    answers("text/plain", "Hi");

    assertThat(transcribe(form("model=granite")).statusCode()).isEqualTo(200);
    assertThat(transcribe(form("model=granite")).statusCode()).isEqualTo(200);
    assertThat(transcribe(form("model=granite")).statusCode()).isEqualTo(429);
    HttpResponse<String> unknown = transcribe(formOf("compressed", "model=granite"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("file: nothing says how long it is").contains("strict");
  }

  @Test
  void refusesWhatNobodyCanBoundUnderAStrictLimitOfTokens() {
    limited(Rig.strict(Unit.TOTAL_TOKENS, 1_000_000));

    HttpResponse<String> answer = draw(DRAW);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("nothing bounds the tokens of /v1/images/generations");
    assertThat(rig.upstream.arrived).isEmpty();
  }

  @Test
  void chargesTokensWhereALimitOfTokensOnlySettles() {
    rig.snapshot =
        Rig.snapshot(
            List.of(Rig.endpoint(rig.upstream.port())),
            new TokenRules(100, null),
            Rig.strict(Unit.TOTAL_TOKENS, 150));
    answers(
        "application/json",
        "{\"data\":[{}],\"usage\":{\"input_tokens\":50,\"output_tokens\":200}}");

    assertThat(draw(DRAW).statusCode()).isEqualTo(200);
    assertThat(draw(DRAW).statusCode()).isEqualTo(429);
  }

  @Test
  void refusesWhatNoEndpointOfTheModelSpeaks() {
    rig.snapshot =
        Rig.snapshot(
            List.of(
                new Endpoint(
                    "claude",
                    URI.create("http://127.0.0.1:" + rig.upstream.port()),
                    "claude",
                    "anthropic",
                    new Access.Open(),
                    List.of(Surface.usual(Dialect.MESSAGES)),
                    Share.of(1))));

    HttpResponse<String> answer = draw(DRAW);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("llm/granite does not serve /v1/images/generations");
    assertThat(rig.intents).isEmpty();
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
    HttpResponse<String> answer = post("/v1/audio/transcriptions", contentType, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"error\":{").contains(found);
    assertThat(rig.upstream.arrived).isEmpty();
  }

  @Test
  void refusesAModelThatTheCallerMayNotUse() {
    assertThat(transcribe(form("model=other")).statusCode()).isEqualTo(404);
    assertThat(post("/llm/granite/v1/audio/transcriptions", FORM, form("model=other")).statusCode())
        .isEqualTo(400);
    assertThat(transcribe(form()).body()).contains("model: missing");
    assertThat(rig.upstream.arrived).isEmpty();
  }
}
