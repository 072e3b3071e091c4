package io.maas.app;

import io.maas.app.config.Configuration;
import io.maas.app.config.Key;
import io.maas.app.config.MaasConfig;
import io.maas.app.start.CannotStart;
import io.maas.app.start.Progress;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `maas up`: reads the configuration and serves. Its flags are made of the table of keys.
final class UpCommand implements Callable<Integer> {
  private static final String CONFIG = "--config";

  private final Shell shell;
  private final LongSupplier ticker;
  private final Server server;
  private final CommandSpec spec;

  /// @param ticker monotonic nanoseconds
  UpCommand(Shell shell, LongSupplier ticker, Server server) {
    this.shell = shell;
    this.ticker = ticker;
    this.server = server;
    this.spec = CommandSpec.wrapWithoutInspection(this);
    spec.name("up");
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .description(
            "Starts maas: gateway, API and database in one process, or one role of it.",
            "Flags win over MAAS_* variables, which win over maas.yaml; docs/configuration.md")
        .footer("", "Example: maas up --demo");
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "The configuration's file; MAAS_CONFIG (default: ~/.config/maas/maas.yaml).")
            .build());
    for (Key key : Key.values()) {
      spec.addOption(option(key));
    }
  }

  /// What picocli needs to know of it.
  CommandSpec spec() {
    return spec;
  }

  private static OptionSpec option(Key key) {
    var option =
        OptionSpec.builder(key.flags().toArray(String[]::new))
            .description(key.description().replace("`", "") + " (default: " + plain(key) + ")");
    if (key.isSwitch()) {
      return option
          .type(boolean.class)
          .arity("0..1")
          .paramLabel("true|false")
          .fallbackValue("true")
          .build();
    }
    option.paramLabel(key.value());
    return key.isList()
        ? option.type(List.class).auxiliaryTypes(String.class).build()
        : option.type(String.class).build();
  }

  private static String plain(Key key) {
    return key.fallback()
        .replace("`", "")
        .replace("${XDG_DATA_HOME:-~/.local/share}", "~/.local/share");
  }

  @Override
  public Integer call() {
    ParseResult parsed = spec.commandLine().getParseResult();
    Optional<Path> file = Optional.ofNullable(parsed.matchedOptionValue(CONFIG, (Path) null));
    return switch (new Configuration(shell).read(file, flags(parsed))) {
      case Configuration.Read.Sound(var config) -> serve(config);
      case Configuration.Read.Unsound(var problems) -> {
        problems.forEach(shell::fail);
        yield ExitCode.USAGE;
      }
    };
  }

  private int serve(MaasConfig config) {
    try {
      server.run(config, new Progress(shell, ticker));
      return ExitCode.OK;
    } catch (CannotStart e) {
      return shell.fail(String.valueOf(e.getMessage()));
    }
  }

  private static Map<Key, List<String>> flags(ParseResult parsed) {
    Map<Key, List<String>> flags = new EnumMap<>(Key.class);
    for (Key key : Key.values()) {
      String flag = key.flags().getLast();
      if (parsed.hasMatchedOption(flag)) {
        flags.put(key, parsed.matchedOption(flag).originalStringValues());
      }
    }
    return flags;
  }
}
