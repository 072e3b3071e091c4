package io.maas.cli;

import io.maas.cli.audit.AuditCommand;
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
import io.maas.cli.resource.DiffCommand;
import io.maas.cli.resource.GetCommand;
import io.maas.cli.resource.PatchCommand;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// All commands of the program, on one screen.
public final class Commands {
  private static final int WIDTH = 100;
  private static final String COMPLETION = "completion";

  private Commands() {}

  /// The command line for a caller.
  ///
  /// @param ticker nanoseconds, for durations
  /// @param servers commands that the program adds, under their names; they are listed first
  public static CommandLine of(Shell shell, LongSupplier ticker, Map<String, Object> servers) {
    var session = new Session(shell);
    var commands = new CommandLine(new MaasCommand());
    servers.forEach(commands::addSubcommand);
    table(ticker).forEach((name, of) -> commands.addSubcommand(name, of.apply(session)));
    return ready(commands, shell);
  }

  /// The same with the one command alone that the arguments begin with: looking at all of them
  /// takes longer than most take to run. All, where the arguments begin with none, or with one that
  /// speaks of the others.
  public static CommandLine of(
      Shell shell, LongSupplier ticker, Map<String, Object> servers, String... arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    Function<Session, Object> only = table(ticker).get(name);
    if (name.equals("--version")) {
      return ready(new CommandLine(new MaasCommand()), shell);
    }
    if (only == null || name.equals(COMPLETION)) {
      return of(shell, ticker, servers);
    }
    var commands = new CommandLine(new MaasCommand());
    commands.addSubcommand(name, only.apply(new Session(shell)));
    return ready(commands, shell);
  }

  private static Map<String, Function<Session, Object>> table(LongSupplier ticker) {
    Map<String, Function<Session, Object>> table = new LinkedHashMap<>();
    table.put("demo", DemoCommand::new);
    table.put(
        "login",
        session -> new LoginCommand(session, seconds -> Thread.sleep(Duration.ofSeconds(seconds))));
    table.put("logout", LogoutCommand::new);
    table.put("apply", ApplyCommand::new);
    table.put("diff", DiffCommand::new);
    table.put("patch", PatchCommand::new);
    table.put("get", GetCommand::new);
    table.put("describe", DescribeCommand::new);
    table.put("delete", DeleteCommand::new);
    table.put("secret", SecretCommand::new);
    table.put("user", UserCommand::new);
    table.put("group", GroupCommand::new);
    table.put("tenants", TenantsCommand::new);
    table.put("key", KeyCommand::new);
    table.put("connect", ConnectCommand::new);
    table.put("chat", session -> new ChatCommand(session, ticker));
    table.put(COMPLETION, CompletionCommand::new);
    table.put("models", ModelsCommand::new);
    table.put("subscriptions", SubscriptionsCommand::new);
    table.put("usage", UsageCommand::new);
    table.put("quota", QuotaCommand::new);
    table.put("explain", ExplainCommand::new);
    table.put("ledger", LedgerCommand::new);
    table.put("audit", AuditCommand::new);
    table.put("gateways", GatewaysCommand::new);
    table.put("jobs", JobsCommand::new);
    table.put("whoami", WhoamiCommand::new);
    return table;
  }

  private static CommandLine ready(CommandLine commands, Shell shell) {
    commands
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
