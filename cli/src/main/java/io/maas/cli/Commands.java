package io.maas.cli;

import io.maas.cli.chat.ChatCommand;
import io.maas.cli.completion.CompletionCommand;
import io.maas.cli.connect.ConnectCommand;
import io.maas.cli.demo.DemoCommand;
import io.maas.cli.gateway.GatewaysCommand;
import io.maas.cli.http.Unreachable;
import io.maas.cli.job.JobsCommand;
import io.maas.cli.key.KeyCommand;
import io.maas.cli.ledger.LedgerCommand;
import io.maas.cli.login.LoginCommand;
import io.maas.cli.login.LogoutCommand;
import io.maas.cli.resource.ApplyCommand;
import io.maas.cli.resource.DeleteCommand;
import io.maas.cli.resource.DescribeCommand;
import io.maas.cli.resource.GetCommand;
import io.maas.cli.secret.SecretCommand;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import io.maas.cli.tenant.TenantsCommand;
import io.maas.cli.usage.ExplainCommand;
import io.maas.cli.usage.ModelsCommand;
import io.maas.cli.usage.QuotaCommand;
import io.maas.cli.usage.SubscriptionsCommand;
import io.maas.cli.usage.UsageCommand;
import io.maas.cli.usage.WhoamiCommand;
import io.maas.cli.user.GroupCommand;
import io.maas.cli.user.UserCommand;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// All commands of the program, on one screen.
public final class Commands {
  private static final int WIDTH = 100;

  private Commands() {}

  /// The command line for a caller.
  ///
  /// @param ticker nanoseconds, for durations
  /// @param servers commands that the program adds, under their names; they are listed first
  public static CommandLine of(Shell shell, LongSupplier ticker, Map<String, Object> servers) {
    var session = new Session(shell);
    var commands = new CommandLine(new MaasCommand());
    servers.forEach(commands::addSubcommand);
    commands
        .addSubcommand(new DemoCommand(session))
        .addSubcommand(
            new LoginCommand(session, seconds -> Thread.sleep(Duration.ofSeconds(seconds))))
        .addSubcommand(new LogoutCommand(session))
        .addSubcommand(new ApplyCommand(session))
        .addSubcommand(new GetCommand(session))
        .addSubcommand(new DescribeCommand(session))
        .addSubcommand(new DeleteCommand(session))
        .addSubcommand(new SecretCommand(session))
        .addSubcommand(new UserCommand(session))
        .addSubcommand(new GroupCommand(session))
        .addSubcommand(new TenantsCommand(session))
        .addSubcommand(new KeyCommand(session))
        .addSubcommand(new ConnectCommand(session))
        .addSubcommand(new ChatCommand(session, ticker))
        .addSubcommand(new CompletionCommand(session))
        .addSubcommand(new ModelsCommand(session))
        .addSubcommand(new SubscriptionsCommand(session))
        .addSubcommand(new UsageCommand(session))
        .addSubcommand(new QuotaCommand(session))
        .addSubcommand(new ExplainCommand(session))
        .addSubcommand(new LedgerCommand(session))
        .addSubcommand(new GatewaysCommand(session))
        .addSubcommand(new JobsCommand(session))
        .addSubcommand(new WhoamiCommand(session))
        .setUsageHelpWidth(WIDTH)
        .setOut(shell.out())
        .setErr(shell.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(shell.colours() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler((problem, _) -> misunderstood(problem, shell))
        .setExecutionExceptionHandler((problem, _, _) -> broken(problem, shell));
    helpEverywhere(commands);
    return commands;
  }

  private static void helpEverywhere(CommandLine command) {
    if (!command.getCommandSpec().optionsMap().containsKey("--help")) {
      command
          .getCommandSpec()
          .addMixin("help", CommandLine.Model.CommandSpec.forAnnotatedObject(new HelpOption()));
    }
    command.getSubcommands().values().forEach(Commands::helpEverywhere);
  }

  private static int misunderstood(CommandLine.ParameterException problem, Shell shell) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    shell.remark("maas: " + problem.getMessage());
    shell.remark("Try `" + command + " --help`.");
    return ExitCode.USAGE;
  }

  private static int broken(Exception problem, Shell shell) {
    if (problem instanceof Unreachable unreachable) {
      return shell.fail(String.valueOf(unreachable.getMessage()));
    }
    shell.fail("a bug: " + problem + " (please report it with the lines below)");
    problem.printStackTrace(shell.err());
    return ExitCode.FAILED;
  }
}
