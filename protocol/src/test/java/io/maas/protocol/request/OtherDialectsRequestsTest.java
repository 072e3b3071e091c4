package io.maas.protocol.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal.Stateful;
import io.maas.protocol.request.RequestReader.Result;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What governance reads of responses and messages, and where it splices.
class OtherDialectsRequestsTest {

  private static final String LONG = "A".repeat(1000);

  @Test
  void readsAResponsesBoundAndLowersIt() {
    InferenceRequest request =
        read(Operation.RESPONSE, "{\"model\":\"m\",\"input\":\"Hi\",\"max_output_tokens\":90}");

    assertThat(request.maxTokens()).isEqualTo(OptionalLong.of(90));
    assertThat(text(UpstreamBody.of(request, "m", OptionalLong.of(5))))
        .isEqualTo("{\"model\":\"m\",\"input\":\"Hi\",\"max_output_tokens\":5}");
  }

  @Test
  void addsABoundUnderTheNameThatTheOperationKnows() {
    InferenceRequest response = read(Operation.RESPONSE, "{\"model\":\"m\",\"stream\":true}");
    InferenceRequest message = read(Operation.MESSAGE, "{\"model\":\"m\",\"stream\":true}");

    assertThat(text(UpstreamBody.of(response, "m", OptionalLong.of(5))))
        .isEqualTo("{\"max_output_tokens\":5,\"model\":\"m\",\"stream\":true}");
    assertThat(text(UpstreamBody.of(message, "m", OptionalLong.of(5))))
        .isEqualTo("{\"max_tokens\":5,\"model\":\"m\",\"stream\":true}");
  }

  @Test
  void countsAListOfItemsAsOneConversation() {
    InferenceRequest request =
        read(
            Operation.RESPONSE,
            """
            {"input":[{"role":"user","content":[{"type":"input_text","text":"Hello"}]},
             {"type":"function_call_output","call_id":"c","output":"%s"}]}\
            """
                .formatted(LONG));

    assertThat(request.choices()).isEqualTo(1);
    assertThat(request.prompt().messages()).isEqualTo(2);
    assertThat(request.prompt().bytes()).isBetween(1005L, 1100L);
  }

  @Test
  void countsTheTextsInsideAToolsResult() {
    InferenceRequest request =
        message(
            "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":[{\"type\":\"text\",\"text\":\""
                + LONG
                + "\"}]}");

    assertThat(request.prompt().bytes()).isGreaterThanOrEqualTo(1000);
    assertThat(request.prompt().images() + request.prompt().files()).isZero();
  }

  @Test
  void countsWhatAToolWasCalledWith() {
    InferenceRequest request =
        message("{\"type\":\"tool_use\",\"id\":\"t\",\"input\":{\"text\":\"" + LONG + "\"}}");

    assertThat(request.prompt().bytes()).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void countsPicturesAndFilesApart() {
    String base64 = "\"source\":{\"type\":\"base64\",\"data\":\"" + LONG + "\"}";

    InferenceRequest picture = message("{\"type\":\"image\"," + base64 + "}");
    InferenceRequest file = message("{" + base64 + ",\"type\":\"document\"}");

    assertThat(picture.prompt().images()).isEqualTo(1);
    assertThat(picture.prompt().files()).isZero();
    assertThat(file.prompt().files()).isEqualTo(1);
    assertThat(file.prompt().bytes()).isLessThan(100);
  }

  @Test
  void countsADocumentOfPlainTextAsText() {
    InferenceRequest request =
        message("{\"type\":\"document\",\"source\":{\"data\":\"" + LONG + "\",\"type\":\"text\"}}");

    assertThat(request.prompt().files()).isZero();
    assertThat(request.prompt().bytes()).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void countsAPictureThatIsAPlainAddress() {
    InferenceRequest request =
        read(
            Operation.RESPONSE,
            "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\""
                + LONG
                + "\"}]}]}");

    assertThat(request.prompt().images()).isEqualTo(1);
    assertThat(request.prompt().bytes()).isLessThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MESSAGE  | {\"thread\":{\"type\":\"create\"}}   | thread",
        "RESPONSE | {\"previous_response_id\":\"resp_1\"} | previous_response_id",
        "RESPONSE | {\"conversation\":\"conv_1\"}         | conversation",
        "RESPONSE | {\"background\":true}                 | background",
      })
  void refusesWhatReliesOnEarlierRequests(Operation operation, String body, String field) {
    assertThat(RequestReader.read(operation, body.getBytes(UTF_8)))
        .isEqualTo(new Result.Malformed(new Stateful(field)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESPONSE | {\"previous_response_id\":null,\"background\":false}",
        "CHAT     | {\"thread\":\"x\",\"conversation\":\"y\"}",
      })
  void passesThoseFieldsWhereTheySayNothing(Operation operation, String body) {
    assertThat(RequestReader.read(operation, body.getBytes(UTF_8))).isInstanceOf(Result.Read.class);
  }

  private static InferenceRequest message(String part) {
    return read(
        Operation.MESSAGE, "{\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");
  }

  private static InferenceRequest read(Operation operation, String body) {
    return ((Result.Read) RequestReader.read(operation, body.getBytes(UTF_8))).request();
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
