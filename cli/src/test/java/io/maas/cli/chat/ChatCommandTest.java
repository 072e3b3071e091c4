package io.maas.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import io.maas.cli.testing.FakeControl.Reply;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChatCommandTest {
  private static final String ASK = "POST /v1/chat/completions";
  private static final String HELLO =
      """
      data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

      data: {"choices":[{"delta":{"reasoning_content":"Greet."}}]}

      data: {"choices":[{"delta":{"content":"Hel"}}]}

      : still there

      data: {"choices":[{"delta":{"content":"lo!"},"finish_reason":"stop"}]}

      data: {"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":5}}

      data: [DONE]

      """;

  @AutoClose private final FakeControl control = new FakeControl();

  @BeforeEach
  void offersOneModel() {
    control.on(
        "GET /v1/models",
        200,
        "{\"data\":[{\"id\":\"publishers/llm/models/granite\",\"owned_by\":\"llm/granite\"}]}");
    says(HELLO);
  }

  private void says(String events) {
    control.on(ASK, _ -> new Reply(200, Map.of("Content-Type", "text/event-stream"), events));
  }

  @Test
  void printsTheAnswerToAPromptAndNothingElse() {
    var seen = Caller.of(control).call("chat", "--prompt", "Say hello.");

    assertThat(seen.out()).isEqualToNormalizingNewlines("Hello!\n");
    assertThat(seen.err()).isEmpty();
    assertThat(seen.code()).isZero();
    assertThat(control.last().token()).isEqualTo("secret-token");
    assertThat(control.last().body())
        .isEqualTo(
            "{\"model\":\"granite\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}");
  }

  @Test
  void takesWhatIsPipedInForOneQuestion() {
    var seen =
        Caller.of(control)
            .piping("first\nsecond\n")
            .call("chat", "granite", "--system", "Be brief.", "--max-tokens", "9");

    assertThat(seen.code()).isZero();
    assertThat(control.last().body())
        .contains("\"max_tokens\":9")
        .contains("{\"role\":\"system\",\"content\":\"Be brief.\"}")
        .contains("{\"role\":\"user\",\"content\":\"first\\nsecond\"}");
  }

  @Test
  void goesOnAtATerminalWithWhatWasSaidBefore() {
    var seen =
        Caller.of(control)
            .atTerminal()
            .with("NO_COLOR", "1")
            .piping("Say hello.\n\nAgain.\n")
            .call("chat");

    assertThat(seen.out()).isEqualToNormalizingNewlines("Hello!\nHello!\n\n");
    assertThat(seen.err())
        .isEqualToNormalizingNewlines(
            "> Greet.\n12 tokens in, 5 out, 0.0 s\n> > Greet.\n12 tokens in, 5 out, 0.0 s\n> ");
    assertThat(control.last().body())
        .contains(
            "\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"},"
                + "{\"role\":\"assistant\",\"content\":\"Hello!\"},"
                + "{\"role\":\"user\",\"content\":\"Again.\"}]");
  }

  @Test
  void beginsAnewAndEndsWhenTold() {
    Caller.of(control).atTerminal().piping("one\n/clear\ntwo\n/exit\nthree\n").call("chat");

    assertThat(control.last().body())
        .contains("\"messages\":[{\"role\":\"user\",\"content\":\"two\"}]");
  }

  @Test
  void asksWithAKeyWhereThereIsOne() {
    Caller.of(control).with("MAAS_API_KEY", "sk-oai-a_b").call("chat", "-p", "x", "-s", "gold");

    assertThat(control.last().token()).isEqualTo("sk-oai-a_b");
  }

  @Test
  void saysWhyItWasRefusedAndForgetsTheQuestion() {
    control.on(ASK, 429, "{\"error\":{\"message\":\"quota spent\",\"type\":\"tokens\"}}");

    var seen = Caller.of(control).call("chat", "-p", "x");

    assertThat(seen.code()).isOne();
    assertThat(seen.out()).isEmpty();
    assertThat(seen.err()).isEqualToNormalizingNewlines("maas: chat: quota spent\n");
  }

  @Test
  void saysThatAnAnswerBrokeOff() {
    says(
        """
        data: {"choices":[{"delta":{"content":"Hel"}}]}

        data: {"error":{"message":"the upstream broke off"}}

        """);

    var seen = Caller.of(control).call("chat", "-p", "x");

    assertThat(seen.code()).isOne();
    assertThat(seen.out()).startsWith("Hel");
    assertThat(seen.err()).contains("the upstream broke off");
  }

  @Test
  void saysThatAnAnswerWasCutOffAndKeepsIt() {
    says(
        "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"},\"finish_reason\":\"length\"}]}\n\n");

    var seen = Caller.of(control).call("chat", "-p", "x");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).isEqualToNormalizingNewlines("Hel\n");
    assertThat(seen.err()).contains("the answer was cut off: length");
  }

  @Test
  void letsNoModelCommandTheTerminal() {
    says("data: {\"choices\":[{\"delta\":{\"content\":\"\\u001b[2Ja\\u0007\\tb\\n\"}}]}\n\n");

    assertThat(Caller.of(control).atTerminal().call("chat", "-p", "x").out()).startsWith("[2Ja\tb");
    assertThat(Caller.of(control).call("chat", "-p", "x").out()).startsWith("\u001b[2Ja");
  }

  @Test
  void expectsAQuestionAndAModel() {
    assertThat(Caller.of(control).call("chat").err()).contains("no question (expected: --prompt");
    assertThat(Caller.of(control).call("chat", "phi", "-p", "x").err())
        .contains("model phi: not found (expected: one of: granite)");
  }
}
