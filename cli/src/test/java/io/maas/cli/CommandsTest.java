package io.maas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.shell.Shell;
import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandsTest {

  static Stream<List<String>> everyCommand() {
    List<List<String>> paths = new ArrayList<>();
    collect(Commands.of(Shell.ofProcess(() -> Caller.NOW), () -> 0, Map.of()), List.of(), paths);
    return paths.stream();
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
    paths.add(path);
    command
        .getSubcommands()
        .forEach((name, child) ->
            collect(child, Stream.concat(path.stream(), Stream.of(name)).toList(), paths));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void explainsItself(List<String> path) {
    var arguments = Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new);

    var seen = new Caller().call(arguments);

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).contains("Usage: maas").contains("--help");
    assertThat(seen.err()).isEmpty();
  }

  @Test
  void refusesACommandThatItDoesNotKnow() {
    var seen = new Caller().call("destroy");

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).contains("destroy").contains("maas --help");
  }

  @Test
  void expectsACommand() {
    assertThat(new Caller().call().code()).isEqualTo(2);
  }

  @Test
  void documentsTheExitCodes() {
    assertThat(new Caller().call("--help").out()).contains("Exit codes:").contains("2 ");
  }

  @Test
  void coloursOnlyForPeopleWhoDidNotAskForNone() {
    try (var control = new FakeControl().on("GET /models", 200, "{\"data\":[]}")) {
      String escape = "\u001b[";
      assertThat(Caller.of(control).call("models").out()).doesNotContain(escape);
      assertThat(Caller.of(control).atTerminal().call("models").out()).contains(escape);
      assertThat(Caller.of(control).atTerminal().with("NO_COLOR", "1").call("models").out())
          .doesNotContain(escape);
      assertThat(Caller.of(control).atTerminal().with("TERM", "dumb").call("models").out())
          .doesNotContain(escape);
    }
  }
}
