package io.maas.protocol.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Media;
import io.maas.domain.metering.Usage;
import io.maas.protocol.answer.StreamFlow.State;
import io.maas.protocol.request.Operation;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAnswersTest {

  private static final String DELTA =
      "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Hi\"}\n\n";
  private static final String SAID =
      "data: {\"type\":\"transcript.text.done\",\"text\":\"Hi\",\"usage\":{\"type\":\"tokens\","
          + "\"input_tokens\":14,\"input_token_details\":{\"text_tokens\":10,\"audio_tokens\":4},"
          + "\"output_tokens\":101,\"total_tokens\":115}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"a\",\"usage\":{\"type\":\"duration\",\"seconds\":9}}|9",
        "{\"text\":\"a\",\"usage\":{\"type\":\"duration\",\"seconds\":8.01}}|9",
        "{\"task\":\"transcribe\",\"duration\":8.470000267028809,\"text\":\"a\"}|9",
        "{\"duration\":\"2\",\"segments\":[{\"duration\":77,\"seconds\":88}]}|2",
        "{\"duration\":40.0,\"usage\":{\"seconds\":41}}|41",
        "{\"duration\":\"long\",\"usage\":{\"seconds\":-1}}|0",
        "{\"duration\":1e300}|0",
      })
  void readsHowLongTheSoundWas(String body, long seconds) {
    AnswerScanner scanner = new AnswerScanner(Operation.TRANSCRIPTION);

    assertThat(scanner.feed(body.getBytes(UTF_8))).isEqualTo(AnswerScanner.State.COMPLETE);

    assertThat(scanner.answer().usage()).isEqualTo(Usage.unknown().with(Media.heard(seconds)));
  }

  @Test
  void countsPicturesAndTheTokensThatWereTold() {
    String body =
        "{\"created\":1,\"data\":[{\"b64_json\":\"AA\"},{\"url\":\"u\",\"extra\":{\"a\":[{}]}}],"
            + "\"usage\":{\"total_tokens\":150,\"input_tokens\":50,\"output_tokens\":100,"
            + "\"input_tokens_details\":{\"text_tokens\":10,\"image_tokens\":40}}}";
    for (int size : new int[] {1, 7, 1000}) {
      AnswerScanner scanner = new AnswerScanner(Operation.IMAGE);
      for (int from = 0; from < body.length(); from += size) {
        scanner.feed(
            Arrays.copyOfRange(body.getBytes(UTF_8), from, Math.min(body.length(), from + size)));
      }

      assertThat(scanner.answer().usage()).isEqualTo(Usage.reported(50, 100).with(Media.drawn(2)));
    }
  }

  @Test
  void tellsNoTokensWhereNoneWereTold() {
    AnswerScanner scanner = new AnswerScanner(Operation.IMAGE);
    scanner.feed("{\"data\":[{}]}".getBytes(UTF_8));

    assertThat(scanner.answer().usage()).isEqualTo(Usage.unknown().with(Media.drawn(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64, 4096})
  void passesAStreamAsItIs(int size) {
    MediaFlow flow = new MediaFlow(Operation.TRANSCRIPTION, 1 << 16);

    String out = pass(flow, DELTA + SAID + DONE, size);

    assertThat(out).isEqualTo(DELTA + SAID + DONE);
    assertThat(flow.answer().usage()).isEqualTo(Usage.reported(14, 101));
    assertThat(flow.pieces()).isEqualTo(1);
  }

  @Test
  void holdsTheLastWordUntilTheStreamEnds() {
    MediaFlow flow = new MediaFlow(Operation.SPEECH, 1 << 16);
    String audio = "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AA==\"}\n\n";
    String done = "data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":3}}\n\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(flow.feed((audio + done).getBytes(UTF_8), out)).isEqualTo(State.OPEN);
    assertThat(out.toString(UTF_8)).isEqualTo(audio);
    assertThat(flow.close(out)).isEqualTo(State.ENDED);

    assertThat(out.toString(UTF_8)).isEqualTo(audio + done);
    assertThat(flow.answer().usage().input()).isEqualTo(OptionalLong.of(3));
  }

  @Test
  void countsEachPictureOfAStream() {
    MediaFlow flow = new MediaFlow(Operation.IMAGE, 1 << 16);
    String partial = "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\"}\n\n";
    String whole = "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AA\"}\n\n";

    String out = pass(flow, partial + whole + partial + whole, 9);

    assertThat(out).isEqualTo(partial + whole + partial + whole);
    assertThat(flow.answer().usage().media()).isEqualTo(Media.drawn(2));
  }

  @Test
  void knowsVllmsTranscripts() {
    MediaFlow flow = new MediaFlow(Operation.TRANSCRIPTION, 1 << 16);
    String chunk =
        "data: {\"object\":\"transcription.chunk\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    String last = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    assertThat(pass(flow, chunk + last, 1000)).isEqualTo(chunk + last);
    assertThat(flow.answer().finishReason()).isEqualTo("stop");
  }

  @Test
  void isBrokenWhereNothingSaysThatItIsComplete() {
    MediaFlow flow = new MediaFlow(Operation.TRANSCRIPTION, 1 << 16);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    flow.feed(DELTA.getBytes(UTF_8), out);

    assertThat(flow.close(out)).isEqualTo(State.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: error\ndata: {\"type\":\"error\",\"message\":\"no\"}\n\n",
        "data: {\"error\":{\"message\":\"no\"}}\n\n"
      })
  void endsWithAnError(String error) {
    MediaFlow flow = new MediaFlow(Operation.IMAGE, 1 << 16);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(flow.feed(error.getBytes(UTF_8), out)).isEqualTo(State.ENDED);

    assertThat(out.toString(UTF_8)).isEqualTo(error);
    assertThat(flow.answer().failed()).isTrue();
    assertThat(flow.pieces()).isZero();
  }

  private static String pass(MediaFlow flow, String stream, int size) {
    byte[] bytes = stream.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    State state = State.OPEN;
    for (int from = 0; from < bytes.length; from += size) {
      state = flow.feed(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)), out);
    }
    if (state == State.OPEN) {
      state = flow.close(out);
    }
    assertThat(state).isEqualTo(State.ENDED);
    return out.toString(UTF_8);
  }
}
