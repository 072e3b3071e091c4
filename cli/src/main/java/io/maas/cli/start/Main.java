package io.maas.cli.start;

import io.maas.cli.Commands;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The command line alone, without anything that serves.
public final class Main {
  private static final List<String> ELSEWHERE = List.of("up", "sim", "backup", "restore");

  private Main() {}

  /// Does what the command line says, and ends with its exit code.
  public static void main(String[] arguments) {
    Shell shell = Shell.ofProcess(InstantSource.system());
    System.exit(run(shell, arguments));
  }

  /// @return the exit code
  static int run(Shell shell, String... arguments) {
    if (arguments.length > 0 && ELSEWHERE.contains(arguments[0])) {
      shell.remark(
          "maas: "
              + arguments[0]
              + ": not in this file, which only speaks to maas (expected: all of maas; see"
              + " docs/install.md)");
      return ExitCode.USAGE;
    }
    return Commands.of(shell, System::nanoTime, Map.of(), arguments).execute(arguments);
  }
}
