package io.maas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.shell.Shell;
import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// How each kind of failure ends, and what is said of it, in one line on standard error.
final class ExitCodesTest {

  /// What commands are called that do something, and show nothing that they were not given.
  private static final Set<String> DOING =
      Set.of(
          ("add admin apply approve archive backup chat completion create delete demo deny disable"
                  + " enable export extend forget import login logout pause password remove rename"
                  + " request restore resume revoke rotate run set token unlock verify")
              .split(" ", -1));

  @AutoClose private final FakeControl control = new FakeControl();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|0|",
        "400|1|user bob: name: bad (expected: good)",
        "401|1|user bob: not authenticated",
        "403|1|user bob: not allowed",
        "404|1|user bob: not found",
        "409|1|user bob: already exists",
        "413|1|user bob: name: bad",
        "429|1|user bob: name: bad",
        "500|1|user bob: name: bad",
        "503|1|user bob: name: bad",
      })
  void endsAsControlAnswers(int status, int code, String said) {
    String message = status == 409 ? "user bob exists" : "name: bad (expected: good)";
    control.on("POST /users", status, "{\"error\":\"" + message + "\"}");

    var seen = Caller.of(control).call("user", "create", "bob");

    assertThat(seen.code()).isEqualTo(code);
    if (said != null) {
      assertThat(seen.err()).startsWith("maas: " + said).hasLineCount(1);
      assertThat(seen.out()).isEmpty();
    }
  }

  @Test
  void saysWhereItLookedAndWhatToDoWhereNobodyAnswers() {
    var seen =
        new Caller().with("MAAS_URL", "http://127.0.0.1:1").with("MAAS_TOKEN", "t").call("models");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .hasLineCount(1)
        .contains("http://127.0.0.1:1: not reachable", "`maas up`", "MAAS_URL or --url");
  }

  @Test
  void saysThatAHostHasNoAddress() {
    var seen =
        new Caller()
            .with("MAAS_URL", "http://no-such-host.invalid:8080")
            .with("MAAS_TOKEN", "t")
            .call("models");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).hasLineCount(1).contains("http://no-such-host.invalid:8080");
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "'get'", "'get models -o xml'", "'key create --limit x'", "''"})
  void endsWithTwoWhereItIsNotUnderstood(String line) {
    var seen = Caller.of(control).call(line.isEmpty() ? new String[0] : line.split(" ", -1));

    assertThat(seen.code()).isEqualTo(2);
    assertThat(seen.err()).startsWith("maas: ").contains("--help");
    assertThat(seen.out()).isEmpty();
    assertThat(control.asked()).isEmpty();
  }

  @Test
  void showsWhateverItListsInEachForm() {
    Set<String> without = new TreeSet<>();
    CommandLine root = Commands.of(Shell.ofProcess(() -> Caller.NOW), () -> 0, Map.of());

    leaves(root, "", without);

    assertThat(without)
        .contains("apply", "group add")
        .allMatch(name -> DOING.contains(name.substring(name.lastIndexOf(' ') + 1)));
  }

  private static void leaves(CommandLine command, String name, Set<String> without) {
    command
        .getSubcommands()
        .forEach((word, child) -> leaves(child, (name + " " + word).strip(), without));
    if (command.getSubcommands().isEmpty() && command.getCommandSpec().findOption("-o") == null) {
      without.add(name);
    }
  }
}
