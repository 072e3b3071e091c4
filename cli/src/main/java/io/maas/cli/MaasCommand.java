package io.maas.cli;

import io.maas.cli.shell.ExitCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maas`: what it is, and its commands.
@Command(
    name = "maas",
    synopsisSubcommandLabel = "COMMAND",
    description = "Models as a service: one governed gateway to all models of an organisation.",
    versionProvider = MaasCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      ExitCode.OK + ":it was done",
      ExitCode.FAILED + ":it was refused, not found or not reachable",
      ExitCode.USAGE + ":the command line was not understood"
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  MAAS_URL     where maas is (default: http://127.0.0.1:8080)",
      "  MAAS_TOKEN   who asks (default: what `maas login` got, then the administrator of a demo"
          + " here)",
      "  MAAS_API_KEY the key of a client that `maas connect` points here",
      "  MAAS_CA      certificates to trust, in PEM (default: those that the JDK trusts)",
      "  NO_COLOR     no colours",
      "  FORCE_COLOR  colours although no terminal looks; CLICOLOR_FORCE is the same"
    })
final class MaasCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  boolean version;

  @Override
  public void run() {
    CommandLine commands = Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(commands, "no command (expected: " + names(commands) + ")");
  }

  private static String names(CommandLine commands) {
    return String.join(", ", commands.getSubcommands().keySet());
  }

  /// The version that the build wrote into the jar.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = MaasCommand.class.getPackage().getImplementationVersion();
      return new String[] {"maas " + (version == null ? "(not packaged)" : version)};
    }
  }
}
