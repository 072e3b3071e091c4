package io.maas.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The script for fish, which picocli does not write: a line for each command and each flag, with
/// the condition under which it is offered.
final class FishCompletion {
  private final String program;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String program) {
    this.program = program;
  }

  static String of(CommandLine root) {
    FishCompletion script = new FishCompletion(root.getCommandName());
    script.lines.add("# completion of " + script.program + " for fish");
    script.lines.add("complete -c " + script.program + " -f");
    script.command(root, List.of());
    return String.join("\n", script.lines);
  }

  private void command(CommandLine command, List<String> path) {
    String here = condition(path, command);
    for (CommandLine child : command.getSubcommands().values()) {
      CommandSpec spec = child.getCommandSpec();
      lines.add(
          "complete -c %s -n '%s' -a %s -d '%s'"
              .formatted(
                  program, here, spec.name(), quoted(first(spec.usageMessage().description()))));
    }
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        lines.add("complete -c %s -n '%s'%s".formatted(program, here, flag(option)));
      }
    }
    command
        .getSubcommands()
        .forEach((name, child) -> {
          List<String> below = new ArrayList<>(path);
          below.add(name);
          command(child, below);
        });
  }

  /// That these words are there, and none of the commands below them.
  private static String condition(List<String> path, CommandLine command) {
    List<String> parts = new ArrayList<>();
    path.forEach(word -> parts.add("__fish_seen_subcommand_from " + word));
    if (!command.getSubcommands().isEmpty()) {
      parts.add(
          "not __fish_seen_subcommand_from " + String.join(" ", command.getSubcommands().keySet()));
    }
    return String.join("; and ", parts.isEmpty() ? List.of("true") : parts);
  }

  private static String flag(OptionSpec option) {
    StringBuilder flag = new StringBuilder();
    for (String name : option.names()) {
      flag.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
    }
    if (option.arity().max() > 0) {
      List<String> values = new ArrayList<>();
      if (option.completionCandidates() != null) {
        option.completionCandidates().forEach(values::add);
      }
      flag.append(
          values.isEmpty() ? " -r -F" : " -x -a '" + quoted(String.join(" ", values)) + "'");
    }
    return flag.append(" -d '").append(quoted(first(option.description()))).append('\'').toString();
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0].replace("%%", "%");
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
