package io.maas.control.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.engine.EngineCommand.Line;
import io.maas.domain.catalog.ModelId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCommandTest {

  private static final Wanted OPT =
      new Wanted(new ModelId("llm", "opt"), "facebook/opt-125m", "hf://facebook/opt-125m");

  private static EngineCommand command(String text) {
    return EngineCommand.parse(text).orElseThrow();
  }

  private static Line line(String model, String uri) {
    return command("serve {port} {model} --from={uri}")
        .of(new Wanted(new ModelId("llm", "opt"), model, uri), 1);
  }

  @Test
  void partsWordsAtBlanksAndKeepsTogetherWhatIsQuoted() {
    assertThat(command("  llama-server --port  {port} 'a b'c \"it's\" '' ").words())
        .containsExactly("llama-server", "--port", "{port}", "a bc", "it's", "");
  }

  @Test
  void givesNothingElseAMeaning() {
    assertThat(command("serve {port} $HOME `id` \\n *.txt ; & | > x '{\"a\": true}'").words())
        .containsExactly(
            "serve",
            "{port}",
            "$HOME",
            "`id`",
            "\\n",
            "*.txt",
            ";",
            "&",
            "|",
            ">",
            "x",
            "{\"a\": true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "serve",
        "serve --port 8000",
        "serve {port} {host}",
        "serve {port} 'open",
        "serve {port} \"open",
        "{port} serve",
        "{model} {port}",
        "'' {port}",
        "serve {port}\n--other",
        "serve\t{port}"
      })
  void isNoneWithoutAProgramAPortAndPlacesThatAreKnown(String text) {
    assertThat(EngineCommand.parse(text)).isEmpty();
  }

  @Test
  void putsInWhatAServiceSays() {
    Line line =
        command("vllm serve {uri} --served-model-name={model} --port {port} {namespace}/{name}")
            .of(OPT, 4711);

    assertThat(line)
        .isEqualTo(
            new Line.Filled(
                List.of(
                    "vllm",
                    "serve",
                    "hf://facebook/opt-125m",
                    "--served-model-name=facebook/opt-125m",
                    "--port",
                    "4711",
                    "llm/opt")));
  }

  @Test
  void keepsOneArgumentOneAndLooksForNothingWithinIt() {
    assertThat(line("a b; rm -rf {port} $1 \\", "x"))
        .isEqualTo(new Line.Filled(List.of("serve", "1", "a b; rm -rf {port} $1 \\", "--from=x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-m", "--model=/etc/passwd", "a\nb", "a\u0000", "\u001b[2J", "\u2028", ""})
  void refusesWhatAProgramCouldTakeForSomethingElse(String hostile) {
    assertThat(line(hostile, "x"))
        .isInstanceOfSatisfying(
            Line.Refused.class,
            refused ->
                assertThat(refused.message())
                    .startsWith("model: ")
                    .contains("(expected: 1 to 2048 characters")
                    .doesNotContain("\n", "\u0000", "\u001b"));
    assertThat(line("x", hostile)).isInstanceOf(Line.Refused.class);
  }

  @Test
  void mindsNoHostileWordThatItHasNoPlaceFor() {
    assertThat(command("serve {port} {model}").of(new Wanted(OPT.service(), "opt", "-x"), 1))
        .isInstanceOf(Line.Filled.class);
  }
}
