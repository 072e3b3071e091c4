package io.maas.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Usage;
import io.maas.protocol.openai.StreamScanner.Verdict;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamScannerTest {

  private static final String USAGE_ONLY =
      "data: {\"choices\":[],\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":1}}}\n\n";

  @Test
  void hidesTheUsageThatOnlyTheGatewayAskedFor() {
    StreamScanner scanner = new StreamScanner(false);

    assertThat(look(scanner, USAGE_ONLY)).isInstanceOf(Verdict.Hide.class);
    assertThat(scanner.answer().usage())
        .isEqualTo(
            new Usage(
                OptionalLong.of(3),
                OptionalLong.of(1),
                OptionalLong.of(2),
                OptionalLong.empty(),
                false));
  }

  @Test
  void passesTheUsageThatTheClientAskedFor() {
    assertThat(look(new StreamScanner(true), USAGE_ONLY)).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void takesUsageOutOfAnEventThatSaysSomethingElseToo() {
    Verdict verdict =
        look(
            new StreamScanner(false),
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":3}}\n\n");

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Replace.class,
            replace ->
                assertThat(new String(replace.event(), UTF_8))
                    .isEqualTo("data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"));
  }

  @Test
  void isNotFooledByWhatAModelWrites() {
    StreamScanner scanner = new StreamScanner(false);

    Verdict verdict =
        look(
            scanner,
            "data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"usage\\\":{\\\"prompt_tokens\\\":9}}\"}}],"
                + "\"usage\":null}\n\n");

    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    assertThat(scanner.answer().usage()).isEqualTo(Usage.unknown());
  }

  @Test
  void noticesAnErrorBehindASuccessfulStatus() {
    StreamScanner scanner = new StreamScanner(false);

    look(scanner, "data: {\"error\":{\"message\":\"out of memory\"}}\n\n");

    assertThat(scanner.answer().failed()).isTrue();
  }

  @Test
  void keepsTheFinishReasonAndSeesTheEnd() {
    StreamScanner scanner = new StreamScanner(false);

    look(scanner, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n");
    assertThat(scanner.finished()).isTrue();
    assertThat(scanner.ended()).isFalse();

    assertThat(look(scanner, "data: [DONE]\n\n")).isInstanceOf(Verdict.End.class);
    assertThat(scanner.answer().finishReason()).isEqualTo("length");
    assertThat(scanner.ended()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"content\":\"\"", "\"content\": \"\"", "\"content\":null", "\"content\": null"})
  void countsNoTokenForTheEventThatOnlySaysWhoSpeaks(String nothing) {
    StreamScanner scanner = new StreamScanner(false);

    look(scanner, "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"," + nothing + "}}]}\n\n");
    look(scanner, "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n");

    assertThat(scanner.pieces()).isEqualTo(1);
  }

  @Test
  void countsACallThatComesWithWhoSpeaks() {
    StreamScanner scanner = new StreamScanner(false);

    look(
        scanner,
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null,"
            + "\"tool_calls\":[{\"index\":0}]}}]}\n\n");

    assertThat(scanner.pieces()).isEqualTo(1);
  }

  @Test
  void passesCommentsAndNamedEvents() {
    StreamScanner scanner = new StreamScanner(false);

    assertThat(look(scanner, ": keep-alive\n\n")).isInstanceOf(Verdict.Pass.class);
    assertThat(look(scanner, "event: x\ndata: [DONE]\n\n")).isInstanceOf(Verdict.End.class);
    assertThat(scanner.pieces()).isZero();
  }

  private static Verdict look(StreamScanner scanner, String event) {
    byte[] bytes = event.getBytes(UTF_8);
    return scanner.event(bytes, 0, bytes.length);
  }
}
