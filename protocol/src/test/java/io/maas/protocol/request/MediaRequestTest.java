package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal.BadRequest;
import io.maas.domain.metering.Media;
import io.maas.protocol.request.RequestReader.Result;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Speech and pictures that are asked for in JSON.
class MediaRequestTest {

  @ParameterizedTest
  @CsvSource({"Hello,5", "H\u00e9llo,5", "\\u0048i,2", "\ud83d\ude00!,2", "\\ud83d\\ude00!,2"})
  void countsTheCharactersThatAreSpoken(String text, long characters) {
    InferenceRequest request =
        read(Operation.SPEECH, "{\"model\":\"m\",\"input\":\"" + text + "\",\"voice\":\"a\"}");

    assertThat(request.media()).isEqualTo(new MediaSize(Media.spoken(characters), true));
    assertThat(request.stream()).isFalse();
  }

  @Test
  void isAStreamWhereSpeechIsAskedForAsEvents() {
    assertThat(read(Operation.SPEECH, "{\"input\":\"a\",\"stream_format\":\"sse\"}").stream())
        .isTrue();
    assertThat(read(Operation.SPEECH, "{\"input\":\"a\",\"stream_format\":\"audio\"}").stream())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"input\":\"\"}", "{\"input\":[\"a\"]}", "{\"input\":null}"})
  void refusesSpeechWithoutAText(String body) {
    assertThat(RequestReader.read(Operation.SPEECH, body.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Result.Malformed.class,
            malformed -> assertThat(((BadRequest) malformed.refusal()).field()).isEqualTo("input"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"prompt\":\"p\"}|1", "{\"n\":null}|1", "{\"prompt\":\"p\",\"n\":3}|3"})
  void countsThePicturesThatAreAskedFor(String body, long images) {
    InferenceRequest request = read(Operation.IMAGE, body);

    assertThat(request.media()).isEqualTo(new MediaSize(Media.drawn(images), true));
    assertThat(request.choices()).isEqualTo(1);
  }

  @Test
  void changesNothingButTheModel() {
    String body = "{\"n\":2,\"model\":\"m\",\"stream\":true,\"prompt\":\"p\"}";

    assertThat(
            new String(
                UpstreamBody.of(read(Operation.IMAGE, body), "dall-e", OptionalLong.of(1)), UTF_8))
        .isEqualTo(body.replace("\"m\"", "\"dall-e\""));
  }

  private static InferenceRequest read(Operation operation, String body) {
    Result result = RequestReader.read(operation, body.getBytes(UTF_8));
    assertThat(result).isInstanceOf(Result.Read.class);
    return ((Result.Read) result).request();
  }
}
