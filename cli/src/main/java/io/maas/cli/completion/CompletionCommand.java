package io.maas.cli.completion;

import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas completion`: prints a script that a shell reads to complete commands and flags.
@Command(
    name = "completion",
    description = "Prints the script by which a shell completes commands, flags and their values.",
    footer = {
      "",
      "bash: source <(maas completion bash), in ~/.bashrc",
      "zsh:  source <(maas completion zsh), in ~/.zshrc",
      "fish: maas completion fish > ~/.config/fish/completions/maas.fish"
    })
public final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Dialect dialect = Dialect.bash;

  /// A shell, as it is called.
  enum Dialect {
    bash,
    zsh,
    fish
  }

  public CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    session.say(
        switch (dialect) {
          // picocli's script brings zsh's emulation of bash's completion with it
          case bash, zsh -> AutoComplete.bash(root.getCommandName(), root);
          case fish -> FishCompletion.of(root);
        });
    return ExitCode.OK;
  }
}
