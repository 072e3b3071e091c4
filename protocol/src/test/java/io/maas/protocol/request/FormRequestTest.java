package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal.BadRequest;
import io.maas.domain.metering.Media;
import io.maas.protocol.request.RequestReader.Result;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRequestTest {

  private static final String TYPE = "multipart/form-data; boundary=xx";
  private static final String FILE =
      String.join(
          "\r\n",
          "--xx",
          "Content-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"",
          "Content-Type: audio/mpeg",
          "",
          "\u00ff\u00f3 sound --xx --",
          "--x",
          "");
  private static final String MODEL = field("model", "whisper");
  private static final String END = "--xx--\r\n";

  private static String field(String name, String value) {
    return "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  @Test
  void readsWhatGovernanceNeeds() {
    InferenceRequest request = read(FILE + MODEL + field("stream", "true") + END);

    assertThat(request.model()).isEqualTo("whisper");
    assertThat(request.stream()).isTrue();
    assertThat(request.media()).isEqualTo(new MediaSize(Media.heard(1), false));
    assertThat(request.choices()).isEqualTo(1);
    assertThat(request.prompt()).isEqualTo(PromptSize.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data; boundary=\"xx\"",
        "Multipart/Form-Data;boundary=xx",
        "multipart/form-data; charset=utf-8; boundary=xx"
      })
  void readsABoundaryHoweverItIsWritten(String contentType) {
    assertThat(
            RequestReader.read(
                Operation.TRANSCRIPTION, contentType, (MODEL + FILE + END).getBytes(ISO_8859_1)))
        .isInstanceOf(Result.Read.class);
  }

  @Test
  void replacesTheModelAndNothingElse() {
    String form = FILE + MODEL + field("language", "d\u00e9") + "--xx--";

    byte[] sent = UpstreamBody.of(read(form), "openai/whisper-large-v3", OptionalLong.of(5));

    assertThat(new String(sent, ISO_8859_1))
        .isEqualTo(form.replace("whisper", "openai/whisper-large-v3"));
  }

  @Test
  void leavesAFormWithTheRightModelAsItIs() {
    InferenceRequest request = read(MODEL + FILE + END);

    assertThat(UpstreamBody.of(request, "whisper", OptionalLong.empty())).isSameAs(request.body());
  }

  @Test
  void namesTheModelWhereTheFormDoesNot() {
    byte[] sent = UpstreamBody.of(read(FILE + END), "whisper", OptionalLong.empty());

    assertThat(new String(sent, ISO_8859_1)).isEqualTo(MODEL + FILE + END);
  }

  @ParameterizedTest
  @CsvSource({"16000, 1, 16, 3.0, 3", "8000, 2, 8, 2.5, 3", "44100, 2, 24, 0.1, 1"})
  void measuresAWav(int rate, int channels, int bits, double seconds, long expected) {
    int samples = (int) Math.round(rate * seconds) * channels * bits / 8;

    assertThat(read(wav(rate, channels, bits, samples, samples)).media())
        .isEqualTo(new MediaSize(Media.heard(expected), true));
  }

  @Test
  void measuresAWavThatWasWrittenAsAStream() {
    assertThat(read(wav(16000, 1, 16, 64_000, -1)).media())
        .isEqualTo(new MediaSize(Media.heard(2), true));
  }

  @Test
  void believesNoSumInAWavsHead() {
    byte[] form = wav(16000, 1, 16, 64_000, 64_000).getBytes(ISO_8859_1);
    int rate = new String(form, ISO_8859_1).indexOf("fmt ") + 16;
    ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN).putInt(rate, Integer.MAX_VALUE);

    assertThat(read(new String(form, ISO_8859_1)).media().amount()).isEqualTo(Media.heard(2));
  }

  @Test
  void guessesHowLongACompressedFileIs() {
    String file = FILE.replace("sound", "s".repeat(80_000));

    assertThat(read(file + MODEL + END).media()).isEqualTo(new MediaSize(Media.heard(11), false));
  }

  @Test
  void countsThePicturesThatAreAskedFor() {
    assertThat(edit(MODEL + END).media()).isEqualTo(new MediaSize(Media.drawn(1), true));
    assertThat(edit(MODEL + field("n", "4") + END).media().amount()).isEqualTo(Media.drawn(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1", " 2", "1e1", "1_0", "1000", "", "\u0661"})
  void refusesANumberOfPicturesThatNotEveryEngineReadsAlike(String n) {
    assertThat(refusal(Operation.IMAGE_EDIT, TYPE, MODEL + field("n", n) + END).field())
        .isEqualTo("n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "stream", "file"})
  void refusesAFieldThatIsThereTwice(String name) {
    String twice = name.equals("file") ? FILE : field(name, "true");
    String once = name.equals("file") ? "" : FILE;

    BadRequest refusal = refusal(once + twice + twice + END);

    assertThat(refusal.field()).isEqualTo(name);
    assertThat(refusal.message()).isEqualTo(name + ": twice (expected: once)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=xx; boundary=yy",
        "multipart/form-data; boundary=\"xx",
        "multipart/form-data; boundary=\"x\u00fcx\"",
        "multipart/mixed; boundary=xx"
      })
  void refusesATypeThatIsNoFormWithABoundary(String contentType) {
    assertThat(refusal(Operation.TRANSCRIPTION, contentType, FILE + MODEL + END).message())
        .startsWith("content-type: ")
        .endsWith("(expected: multipart/form-data with a boundary)");
  }

  @Test
  void refusesAFormWithoutAType() {
    assertThat(RequestReader.read(Operation.TRANSCRIPTION, (MODEL + FILE + END).getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Result.Malformed.class,
            malformed ->
                assertThat(((BadRequest) malformed.refusal()).message())
                    .startsWith("content-type: missing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|no boundary",
        "hello --xx--|no boundary",
        "--yy--|no boundary",
        "--xx|no line's end",
        "--xx\\r\\nContent-Disposition: form-data; name=\"model\"\\r\\n\\r\\nwhis|without an end",
        "--xx\\r\\nContent-Disposition: form-data; name=\"model\"|without an end of its headers",
        "--xx\\r\\nContent-Type: text/plain\\r\\n\\r\\nx\\r\\n--xx--|without a name",
        "--xx\\r\\nContent-Disposition: attachment; name=\"a\"\\r\\n\\r\\nx\\r\\n--xx--|one plain name",
        "--xx\\r\\nContent-Disposition: form-data; name=\"a\"; name=\"model\"\\r\\n\\r\\nx\\r\\n--xx--|one plain name",
        "--xx\\r\\nContent-Disposition: form-data; name=\"a\"; name*=\"model\"\\r\\n\\r\\nx\\r\\n--xx--|one plain name",
        "--xx\\r\\nContent-Disposition: form-data; name=\"a\"\\r\\nContent-Disposition: form-data; name=\"b\"\\r\\n\\r\\nx\\r\\n--xx--|two names",
        "--xx\\r\\nContent-Disposition: form-data; name=\"a\"\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\nx\\r\\n--xx--|is encoded",
        "--xx\\r\\nContent-Disposition: form-data; name=\"a\"\\r\\nContent-Type: text/plain;\\r\\n charset=utf-8\\r\\n\\r\\nx\\r\\n--xx--|a header that is none",
        "--xx\\r\\nContent-Disposition: form-data; name=\"a\"\\r\\n\\r\\nx\\r\\n--xxy\\r\\n--xx--|no line's end",
        "--xx--\\r\\nmore|after the end",
        "--xx--x|after the end"
      })
  void refusesAFormThatTwoReadersMayReadDifferently(String form, String found) {
    assertThat(refusal(form.replace("\\r\\n", "\r\n")).message())
        .contains(found)
        .contains("(expected: ");
  }

  @Test
  void refusesMorePartsThanAnybodySends() {
    assertThat(refusal(field("a", "b").repeat(257) + END).message()).contains("256 parts");
  }

  @Test
  void refusesAnEmptyOrHugeModelAndOneThatIsAFile() {
    assertThat(refusal(FILE + field("model", "") + END).field()).isEqualTo("model");
    assertThat(refusal(FILE + field("model", "m".repeat(1025)) + END).field()).isEqualTo("model");
    assertThat(refusal(FILE.replace("\"file\"", "\"model\"") + FILE + END).message())
        .isEqualTo("model: a file (expected: a text of at most 1024 bytes)");
  }

  @Test
  void refusesAnUnclearStreamAndAMissingFile() {
    assertThat(refusal(FILE + MODEL + field("stream", "yes") + END).message())
        .isEqualTo("stream: yes (expected: true or false)");
    assertThat(refusal(MODEL + END).message())
        .isEqualTo("file: missing (expected: one file of sound)");
  }

  private static String wav(int rate, int channels, int bits, int samples, int declared) {
    ByteBuffer wav = ByteBuffer.allocate(58 + samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(UTF_8)).putInt(declared + 50).put("WAVEfmt ".getBytes(UTF_8));
    wav.putInt(16).putShort((short) 1).putShort((short) channels).putInt(rate);
    wav.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
    wav.putShort((short) bits).put("LIST".getBytes(UTF_8)).putInt(5).put(new byte[6]);
    wav.put("data".getBytes(UTF_8)).putInt(declared);
    String file = new String(wav.array(), ISO_8859_1);
    return "--xx\r\nContent-Disposition: form-data; filename=\"a.wav\"; name=file\r\n\r\n"
        + file
        + "\r\n"
        + MODEL
        + END;
  }

  private static InferenceRequest read(String form) {
    return read(Operation.TRANSCRIPTION, form);
  }

  private static InferenceRequest edit(String form) {
    return read(Operation.IMAGE_EDIT, form);
  }

  private static InferenceRequest read(Operation operation, String form) {
    Result result = RequestReader.read(operation, TYPE, form.getBytes(ISO_8859_1));
    assertThat(result).isInstanceOf(Result.Read.class);
    return ((Result.Read) result).request();
  }

  private static BadRequest refusal(String form) {
    return refusal(Operation.TRANSCRIPTION, TYPE, form);
  }

  private static BadRequest refusal(Operation operation, String contentType, String form) {
    Result result = RequestReader.read(operation, contentType, form.getBytes(ISO_8859_1));
    assertThat(result).isInstanceOf(Result.Malformed.class);
    return (BadRequest) ((Result.Malformed) result).refusal();
  }
}
