package io.maas.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Media;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Charged;
import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.Usage;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound that is heard, text that is spoken, pictures that are made: on their way through a real
/// gateway.
class MediaTest {

  private final Studio studio = new Studio();

  @AfterEach
  void stop() {
    studio.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/transcriptions,/v1/audio/transcriptions",
    "/v1/audio/translations,/v1/audio/translations",
    "/llm/granite/v1/audio/transcriptions,/v1/audio/transcriptions"
  })
  void passesAFormOfSoundAndCountsItsSeconds(String path, String upstream) throws Exception {
    studio.answers(
        "application/json", "{\"text\":\"Hi\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}");
    String form = Studio.form("model=granite", "response_format=json");

    HttpResponse<String> answer = studio.post(path, Studio.FORM, form);

    assertThat(answer.body()).startsWith("{\"text\":\"Hi\"");
    ScriptedUpstream.Arrived arrived = studio.rig.upstream.arrived.getFirst();
    assertThat(arrived.path()).isEqualTo(upstream);
    String expected = form.replace("granite", "ibm/granite");
    assertThat(arrived.body()).isEqualTo(new String(expected.getBytes(ISO_8859_1), UTF_8));
    Outcome outcome = studio.completed(answer);
    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.heard(3)));
    assertThat(outcome.charged()).isEqualTo(Charged.NOTHING.with(Media.heard(3)));
    Intent intent = studio.rig.intents.take();
    assertThat(intent.media()).isEqualTo(Media.heard(2));
    assertThat(intent.dialect()).isEqualTo("openai");
  }

  @Test
  void sendsTheBoundaryAlong() {
    studio.rig.upstream.script((request, _) -> {
      boolean told = Studio.FORM.equals(request.getHeader("content-type"));
      request
          .response()
          .putHeader("content-type", "application/json")
          .end("{\"text\":\"" + told + "\"}");
    });

    HttpResponse<String> answer = studio.transcribe(Studio.form("model=granite"));

    assertThat(answer.body()).isEqualTo("{\"text\":\"true\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain; charset=utf-8", "text/vtt", "application/x-subrip", "text/srt"})
  void passesATranscriptThatIsText(String contentType) {
    studio.answers(contentType, "1\n00:00 --> 00:02\nHi\n");

    HttpResponse<String> answer =
        studio.transcribe(Studio.form("model=granite", "response_format=srt"));

    assertThat(answer.body()).isEqualTo("1\n00:00 --> 00:02\nHi\n");
    assertThat(answer.headers().firstValue("content-type")).hasValue(contentType);
    assertThat(answer.headers().firstValue("x-maas-model")).hasValue("llm/granite");
    assertThat(studio.completed(answer).usage()).isEqualTo(Usage.unknown().with(Media.heard(2)));
  }

  @Test
  void passesATranscriptOfSilence() {
    studio.answers("text/plain", "");

    assertThat(
            studio.completed(studio.transcribe(Studio.form("model=granite"))).usage().estimated())
        .isFalse();
  }

  @Test
  void marksSecondsThatAreGuessed() {
    studio.answers("text/plain", "Hi");

    Outcome outcome =
        studio.completed(studio.transcribe(Studio.formOf("s".repeat(80_000), "model=granite")));

    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.heard(10)).asEstimated());
  }

  @Test
  void recordsTheTokensThatAnEngineTellsOfSound() {
    studio.answers(
        "application/json",
        "{\"text\":\"Hi\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,\"output_tokens\":5,"
            + "\"input_token_details\":{\"text_tokens\":0,\"audio_tokens\":14}}}");

    Outcome outcome = studio.completed(studio.transcribe(Studio.form("model=granite")));

    assertThat(outcome.usage()).isEqualTo(Usage.reported(14, 5).with(Media.heard(2)));
    assertThat(outcome.charged()).isEqualTo(new Charged(14, 0, 5, Media.heard(2)));
  }

  @Test
  void passesAStreamOfATranscript() throws Exception {
    String delta = "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hi\"}\n\n";
    String done =
        "data: {\"type\":\"transcript.text.done\",\"text\":\"Hi\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}\n\n";
    studio.rig.upstream.stream(delta, done);

    HttpResponse<String> answer = studio.transcribe(Studio.form("model=granite", "stream=true"));

    assertThat(answer.body()).isEqualTo(delta + done);
    assertThat(studio.completed(answer).usage().media()).isEqualTo(Media.heard(3));
    assertThat(studio.rig.intents.take().streamed()).isTrue();
  }

  @Test
  void passesSpeechAndCountsItsCharacters() {
    studio.answers("audio/mpeg", "\u0000\u00ff sound");

    HttpResponse<String> answer = studio.speak(Studio.SPEAK);

    assertThat(answer.body()).isEqualTo("\u0000\u00ff sound");
    assertThat(answer.headers().firstValue("content-type")).hasValue("audio/mpeg");
    assertThat(answer.headers().firstValue("content-length")).hasValue("8");
    assertThat(studio.rig.upstream.arrived.getFirst().body())
        .isEqualTo(Studio.SPEAK.replace("granite", "ibm/granite"));
    Outcome outcome = studio.completed(answer);
    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.spoken(5)));
    assertThat(outcome.charged()).isEqualTo(Charged.NOTHING.with(Media.spoken(5)));
  }

  @Test
  void passesAStreamOfSpeech() {
    String delta = "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AA==\"}\n\n";
    String done =
        "data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":9,\"output_tokens\":20}}\n\n";
    studio.rig.upstream.stream(delta, done);

    HttpResponse<String> answer =
        studio.speak(Studio.SPEAK.replace("{", "{\"stream_format\":\"sse\","));

    assertThat(answer.body()).isEqualTo(delta + done);
    assertThat(studio.completed(answer).usage())
        .isEqualTo(Usage.reported(9, 20).with(Media.spoken(5)));
  }

  @Test
  void cutsSpeechThatBreaksOffAndChargesIt() {
    studio.rig.upstream.script((request, _) -> {
      request.response().putHeader("content-type", "audio/wav").setChunked(true);
      request
          .response()
          .write("one ")
          .onSuccess(_ ->
              studio.rig.vertx.setTimer(
                  50,
                  _ ->
                      request
                          .response()
                          .write("two")
                          .onSuccess(_ -> request.connection().close())));
    });

    assertThatThrownBy(() -> studio.speak(Studio.SPEAK)).isInstanceOf(IllegalStateException.class);

    Outcome outcome = studio.rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.charged().media()).isEqualTo(Media.spoken(5));
  }

  @Test
  void passesPicturesAndCountsThem() {
    studio.answers(
        "application/json",
        "{\"created\":1,\"data\":[{\"b64_json\":\"AA\"},{\"b64_json\":\"BB\"}],\"usage\":{"
            + "\"total_tokens\":107,\"input_tokens\":7,\"output_tokens\":100}}");

    Outcome outcome = studio.completed(studio.draw(Studio.DRAW));

    assertThat(outcome.usage()).isEqualTo(Usage.reported(7, 100).with(Media.drawn(2)));
    assertThat(outcome.charged()).isEqualTo(new Charged(7, 0, 100, Media.drawn(2)));
    assertThat(studio.rig.upstream.arrived.getFirst().body())
        .isEqualTo(Studio.DRAW.replace("granite", "ibm/granite"));
  }

  @Test
  void passesAStreamOfPictures() {
    String partial = "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\"}\n\n";
    studio.rig.upstream.stream(partial, Studio.PICTURE);

    HttpResponse<String> answer =
        studio.draw(Studio.DRAW.replace("{", "{\"stream\":true,\"partial_images\":1,"));

    assertThat(answer.body()).isEqualTo(partial + Studio.PICTURE);
    assertThat(studio.completed(answer).usage())
        .isEqualTo(Usage.reported(7, 100).with(Media.drawn(1)));
  }

  @Test
  void chargesAllPicturesOfAStreamThatBreaksOff() {
    studio.rig.upstream.script((request, _) -> {
      ScriptedUpstream.streamHead(request);
      request
          .response()
          .write(Studio.PICTURE + Studio.PICTURE.replace("completed", "partial_image"));
      studio.rig.vertx.setTimer(50, _ -> request.connection().close());
    });

    HttpResponse<String> answer = studio.draw(Studio.DRAW.replace("{", "{\"stream\":true,"));

    assertThat(answer.body()).startsWith(Studio.PICTURE).contains("\"error\"");
    Outcome outcome = studio.rig.outcome();
    assertThat(outcome.end()).isEqualTo(End.FAILED);
    assertThat(outcome.usage().media()).isEqualTo(Media.drawn(1));
    assertThat(outcome.usage().estimated()).isTrue();
    assertThat(outcome.charged().media()).isEqualTo(Media.drawn(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/images/edits", "/v1/images/variations"})
  void passesPicturesOfPictures(String path) {
    studio.answers(
        "application/json", "{\"data\":[{\"url\":\"u\"},{\"url\":\"v\"},{\"url\":\"w\"}]}");

    Outcome outcome =
        studio.completed(
            studio.post(
                path,
                Studio.FORM,
                Studio.form("model=granite", "n=3").replace("\"file\"", "\"image\"")));

    assertThat(studio.rig.upstream.arrived.getFirst().path()).isEqualTo(path);
    assertThat(outcome.usage()).isEqualTo(Usage.unknown().with(Media.drawn(3)));
  }

  @Test
  void countsWhatWasAskedForWhereAnAnswerShowsNoPictures() {
    studio.answers("application/json", "{\"images\":[\"AA\"]}");

    assertThat(studio.completed(studio.draw(Studio.DRAW)).usage())
        .isEqualTo(Usage.unknown().with(Media.drawn(2)).asEstimated());
  }
}
