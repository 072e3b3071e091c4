package io.maas.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShellColoursTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "terminal||true",
        "pipe||false",
        "terminal|NO_COLOR=1|false",
        "terminal|NO_COLOR=0|false",
        "terminal|NO_COLOR=|true",
        "pipe|FORCE_COLOR=1|true",
        "pipe|FORCE_COLOR=0|false",
        "pipe|CLICOLOR_FORCE=1|true",
        "pipe|FORCE_COLOR=1 NO_COLOR=1|false",
        "terminal|CLICOLOR=0|false",
        "terminal|CLICOLOR=1|true",
        "pipe|CLICOLOR=1|false",
        "terminal|TERM=dumb|false",
        "terminal|TERM=dumb FORCE_COLOR=1|true",
      })
  void coloursForWhoLooksAndWhoAsks(String output, String variables, boolean colours) {
    Map<String, String> environment = new HashMap<>();
    if (variables != null) {
      for (String variable : variables.split(" ", -1)) {
        int equals = variable.indexOf('=');
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }

    Shell shell =
        new Shell(
            environment,
            Path.of("/nowhere"),
            InputStream.nullInputStream(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            output.equals("terminal"),
            () -> Instant.EPOCH);

    assertThat(shell.colours()).isEqualTo(colours);
  }
}
