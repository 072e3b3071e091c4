package io.maas.protocol.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Usage;
import io.maas.protocol.answer.Answer;
import io.maas.protocol.openai.AnswerScanner.State;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AnswerScannerTest {

  private static final String ANSWER =
      "{\"id\":\"x\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"{\\\"usage\\\":1} é\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5,\"total_tokens\":16,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}}";

  @Test
  void readsAnAnswerWhateverPiecesItComesIn() {
    byte[] bytes = ANSWER.getBytes(UTF_8);
    for (int size = 1; size <= bytes.length; size++) {
      AnswerScanner scanner = new AnswerScanner(true);
      State state = State.OPEN;
      for (int from = 0; from < bytes.length; from += size) {
        assertThat(state).isEqualTo(State.OPEN);
        state =
            scanner.feed(
                java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
      }

      assertThat(state).isEqualTo(State.COMPLETE);
      assertThat(scanner.answer())
          .isEqualTo(
              new Answer(
                  new Usage(
                      OptionalLong.of(11),
                      OptionalLong.of(4),
                      OptionalLong.of(5),
                      OptionalLong.of(2),
                      false),
                  "stop",
                  "m-1",
                  false));
    }
  }

  @Test
  void knowsGarbageAtOnce() {
    assertThat(new AnswerScanner(true).feed("<html>".getBytes(UTF_8))).isEqualTo(State.BROKEN);
    assertThat(new AnswerScanner(true).feed("[1]".getBytes(UTF_8))).isEqualTo(State.BROKEN);
    assertThat(new AnswerScanner(true).feed("{\"a\":1} x".getBytes(UTF_8))).isEqualTo(State.BROKEN);
  }

  @Test
  void countsNoOutputForAnEmbedding() {
    AnswerScanner scanner = new AnswerScanner(false);

    scanner.feed(
        "{\"data\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}".getBytes(UTF_8));

    assertThat(scanner.answer().usage()).isEqualTo(Usage.reported(8, 0));
  }

  @Test
  void noticesAnErrorBehindASuccessfulStatus() {
    AnswerScanner scanner = new AnswerScanner(true);

    scanner.feed("{\"error\":{\"message\":\"no\"}}".getBytes(UTF_8));

    assertThat(scanner.answer().failed()).isTrue();
  }
}
