package io.maas.cli.shell;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The caller of a command.
///
/// @param environment its environment variables
/// @param home its home directory
/// @param in what it pipes in
/// @param out where answers go, and nothing else
/// @param err where remarks and errors go
/// @param terminal whether a person looks at `out`
/// @param clock the time, for ages and relative dates
public record Shell(
    Map<String, String> environment,
    Path home,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    InstantSource clock) {

  /// The caller of this process.
  ///
  /// @param clock the time
  public static Shell ofProcess(InstantSource clock) {
    return new Shell(
        System.getenv(),
        homeOfProcess(),
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
        clock);
  }

  /// Where a shell's `~` leads. The JDK would ask who the user is, which is another folder in many
  /// a container.
  private static Path homeOfProcess() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home", ".") : home);
  }

  /// An environment variable; one that is set to nothing counts as absent.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /// Whether to colour: a person looks, whose terminal can and who did not ask for none; or
  /// somebody asked for it whoever looks. Who asks for both gets none.
  ///
  /// Sources: no-color.org and force-color.org, where any value but the empty one counts;
  /// bixense.com/clicolors, where 0 means no.
  public boolean colours() {
    if (variable("NO_COLOR").isPresent()) {
      return false;
    }
    if (isOn("FORCE_COLOR") || isOn("CLICOLOR_FORCE")) {
      return true;
    }
    return terminal
        && !variable("CLICOLOR").equals(Optional.of("0"))
        && variable("TERM").filter("dumb"::equals).isEmpty();
  }

  private boolean isOn(String name) {
    return variable(name).filter(value -> !value.equals("0") && !value.equals("false")).isPresent();
  }

  /// Where the program keeps its data unless told otherwise.
  public Path dataDirectory() {
    return variable("MAAS_DATA")
        .map(Path::of)
        .orElseGet(() ->
            variable("XDG_DATA_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home.resolve(".local/share"))
                .resolve("maas"));
  }

  /// Says one line of remark, which is no part of the answer.
  public void remark(String line) {
    err.println(line);
    err.flush();
  }

  /// Says what is wrong, in one line.
  ///
  /// @return [ExitCode#FAILED]
  public int fail(String problem) {
    remark("maas: " + problem);
    return ExitCode.FAILED;
  }
}
