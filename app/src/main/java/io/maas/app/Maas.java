package io.maas.app;

import io.maas.app.backup.BackupCommand;
import io.maas.app.backup.RestoreCommand;
import io.maas.app.log.ConsoleLog;
import io.maas.cli.Commands;
import io.maas.cli.shell.Shell;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/// The program.
public final class Maas {
  private Maas() {}

  /// Does what the command line says, and ends with its exit code.
  public static void main(String[] arguments) {
    ConsoleLog.to(System.err);
    Shell shell = Shell.ofProcess(InstantSource.system());
    System.exit(commands(shell, new Composition(), arguments).execute(arguments));
  }

  /// All commands: those that serve, and those that ask.
  ///
  /// @param server what `up` runs
  /// @param arguments those of the command line
  static CommandLine commands(Shell shell, Server server, String... arguments) {
    Map<String, Object> servers = new LinkedHashMap<>();
    servers.put("up", new UpCommand(shell, System::nanoTime, server).spec());
    servers.put("sim", new SimCommand(shell).spec());
    var secrets = new SecureRandom();
    servers.put("backup", new BackupCommand(shell, InstantSource.system(), secrets));
    servers.put("restore", new RestoreCommand(shell, secrets));
    return Commands.of(shell, System::nanoTime, servers, arguments);
  }
}
