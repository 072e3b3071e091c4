package io.maas.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.book.Entry;
import io.maas.simulator.book.Entry.Beside;
import io.maas.simulator.book.Status;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound, speech and pictures.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaTest {
  private static final String SPEAK = "{\"model\":\"test-model\",\"input\":\"Hi\"}";

  private RunningSimulator simulator;

  @BeforeAll
  void start() {
    simulator = RunningSimulator.start();
  }

  @AfterAll
  void stop() {
    simulator.close();
  }

  private static String form(String sound, String... fields) {
    var form = new StringBuilder();
    for (var field : fields) {
      var of = field.split("=", 2);
      form.append("--xx\r\nContent-Disposition: form-data; name=\"" + of[0] + "\"\r\n\r\n");
      form.append(of[1]).append("\r\n");
    }
    return form
        + "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
        + "Content-Type: audio/mpeg\r\n\r\n"
        + sound
        + "\r\n--xx--\r\n";
  }

  private String hear(String form) {
    var answer =
        simulator.post(
            "/v1/audio/transcriptions", form, "Content-Type", "multipart/form-data; boundary=xx");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Entry last() {
    return simulator.book().getLast();
  }

  @Test
  void saysHowMuchSoundItHeard() {
    assertThat(hear(form("s".repeat(40_000), "model=test-model")))
        .isEqualTo(
            "{\"text\":\"You played 40000 bytes to me.\",\"usage\":{\"type\":\"duration\",\"seconds\":3}}");
    assertThat(last().beside()).isEqualTo(new Beside(3, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"text,You played", "srt,00:00:00", "vtt,WEBVTT", "verbose_json,duration"})
  void saysItInAnyFormat(String format, String part) {
    assertThat(hear(form("abcd", "model=alias", "response_format=" + format))).contains(part);
  }

  @Test
  void streamsATranscript() {
    assertThat(hear(form("abcd", "model=test-model", "stream=true")))
        .startsWith("data: {\"type\":\"transcript.text.delta\",\"delta\":\"You \"}\n\n")
        .endsWith("\"usage\":{\"type\":\"duration\",\"seconds\":1}}\n\n");
  }

  @Test
  void speaksAWav() {
    var answer = simulator.post("/v1/audio/speech", SPEAK);

    assertThat(answer.headers().firstValue("content-type")).contains("audio/wav");
    assertThat(answer.body()).startsWith("RIFF");
    assertThat(last().beside()).isEqualTo(new Beside(0, 2, 0));
  }

  @Test
  void streamsSpeech() {
    var answer =
        simulator.post("/v1/audio/speech", SPEAK.replace("{", "{\"stream_format\":\"sse\","));

    assertThat(answer.body())
        .startsWith("data: {\"type\":\"speech.audio.delta\",\"audio\":\"UklGR")
        .endsWith(",\"input_tokens_details\":{\"image_tokens\":0,\"text_tokens\":1}}}\n\n");
    assertThat(last().outputTokens()).isEqualTo(4);
  }

  @Test
  void drawsPictures() {
    var answer =
        simulator.postJson(
            "/v1/images/generations", "{\"model\":\"test-model\",\"prompt\":\"a cat\",\"n\":3}");

    assertThat(answer.path("data")).hasSize(3);
    assertThat(Base64.getDecoder().decode(answer.at("/data/0/b64_json").asText()))
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(answer.at("/usage/output_tokens").asInt()).isEqualTo(300);
    assertThat(last().beside()).isEqualTo(new Beside(0, 0, 3));
  }

  @Test
  void streamsPictures() {
    var answer =
        simulator.post(
            "/v1/images/generations",
            "{\"model\":\"test-model\",\"prompt\":\"a\",\"stream\":true,\"partial_images\":2}");

    assertThat(answer.body().split("image_generation.partial_image\"", -1)).hasSize(3);
    assertThat(answer.body().split("image_generation.completed\"", -1)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/images/edits", "/v1/images/variations"})
  void drawsAgain(String path) {
    var answer =
        simulator.postJson(
            path,
            form("png", "model=test-model", "n=2"),
            "Content-Type",
            "multipart/form-data; boundary=xx");

    assertThat(answer.path("data")).hasSize(2);
  }

  @Test
  void tellsTheUnitsInItsBook() {
    simulator.post("/v1/audio/speech", SPEAK, "X-Request-ID", "spoken");

    assertThat(simulator.getJson("/book?request_id=spoken").at("/data/0/characters").asInt())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/audio/speech|{\"model\":\"test-model\"}",
        "/v1/audio/speech|[]",
        "/v1/images/generations|{\"model\":\"test-model\",\"prompt\":\"a\",\"n\":11}",
        "/v1/images/generations|{\"model\":\"test-model\"}",
        "/v1/audio/transcriptions|{}",
      })
  void refusesWhatItCannotRead(String path, String body) {
    assertThat(simulator.post(path, body, "Content-Type", "application/json").statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusesAModelThatItDoesNotServe() {
    assertThat(simulator.post("/v1/audio/speech", SPEAK.replace("test-model", "x")).statusCode())
        .isEqualTo(404);
    assertThat(last().status()).isEqualTo(Status.REFUSED);
  }
}
