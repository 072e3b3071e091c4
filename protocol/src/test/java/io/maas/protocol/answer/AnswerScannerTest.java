package io.maas.protocol.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Usage;
import io.maas.protocol.answer.AnswerScanner.State;
import io.maas.protocol.request.Operation;
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
      AnswerScanner scanner = new AnswerScanner(Operation.CHAT);
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
    assertThat(new AnswerScanner(Operation.CHAT).feed("<html>".getBytes(UTF_8)))
        .isEqualTo(State.BROKEN);
    assertThat(new AnswerScanner(Operation.CHAT).feed("[1]".getBytes(UTF_8)))
        .isEqualTo(State.BROKEN);
    assertThat(new AnswerScanner(Operation.CHAT).feed("{\"a\":1} x".getBytes(UTF_8)))
        .isEqualTo(State.BROKEN);
  }

  @Test
  void isBrokenByWhatIsDeeperThanAnybodySays() {
    AnswerScanner scanner = new AnswerScanner(Operation.CHAT);

    State state = scanner.feed(("{\"usage\":" + "[".repeat(1200)).getBytes(UTF_8));

    assertThat(state).isEqualTo(State.BROKEN);
  }

  @Test
  void passesOverACountBeyondAllCounts() {
    for (String count : java.util.List.of("99999999999999999999", "1" + "0".repeat(1100))) {
      AnswerScanner scanner = new AnswerScanner(Operation.CHAT);

      State state =
          scanner.feed(
              ("{\"usage\":{\"prompt_tokens\":" + count + ",\"completion_tokens\":1}}")
                  .getBytes(UTF_8));

      assertThat(state).isEqualTo(State.COMPLETE);
      assertThat(scanner.answer().usage().input()).isEmpty();
    }
  }

  @Test
  void countsNoOutputForAnEmbedding() {
    AnswerScanner scanner = new AnswerScanner(Operation.EMBEDDING);

    scanner.feed(
        "{\"data\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}".getBytes(UTF_8));

    assertThat(scanner.answer().usage()).isEqualTo(Usage.reported(8, 0));
  }

  @Test
  void noticesAnErrorBehindASuccessfulStatus() {
    AnswerScanner scanner = new AnswerScanner(Operation.CHAT);

    scanner.feed("{\"error\":{\"message\":\"no\"}}".getBytes(UTF_8));

    assertThat(scanner.answer().failed()).isTrue();
  }

  @Test
  void addsWhatAnthropicTellsBesideTheInput() {
    AnswerScanner scanner = new AnswerScanner(Operation.MESSAGE);

    scanner.feed(
        """
        {"type":"message","model":"c","stop_reason":"end_turn","usage":{"input_tokens":20,
         "cache_read_input_tokens":60,"cache_creation_input_tokens":20,
         "cache_creation":{"ephemeral_5m_input_tokens":20,"input_tokens":7},"output_tokens":30}}\
        """
            .getBytes(UTF_8));

    assertThat(scanner.answer())
        .isEqualTo(
            new Answer(
                new Usage(
                    OptionalLong.of(100),
                    OptionalLong.of(60),
                    OptionalLong.of(30),
                    OptionalLong.empty(),
                    false),
                "end_turn",
                "c",
                false));
  }

  @Test
  void readsAResponseThatWasCutShort() {
    AnswerScanner scanner = new AnswerScanner(Operation.RESPONSE);

    scanner.feed(
        """
        {"object":"response","status":"incomplete","error":null,"model":"g",
         "incomplete_details":{"reason":"max_output_tokens"},
         "output":[{"type":"message","status":"incomplete"}],
         "usage":{"input_tokens":12,"input_tokens_details":{"cached_tokens":4},"output_tokens":5,
         "output_tokens_details":{"reasoning_tokens":2}}}\
        """
            .getBytes(UTF_8));

    assertThat(scanner.answer())
        .isEqualTo(
            new Answer(
                new Usage(
                    OptionalLong.of(12),
                    OptionalLong.of(4),
                    OptionalLong.of(5),
                    OptionalLong.of(2),
                    false),
                "max_output_tokens",
                "g",
                false));
  }

  @Test
  void knowsAResponseThatFailed() {
    AnswerScanner scanner = new AnswerScanner(Operation.RESPONSE);

    scanner.feed("{\"status\":\"failed\",\"error\":null}".getBytes(UTF_8));

    assertThat(scanner.answer().failed()).isTrue();
  }
}
