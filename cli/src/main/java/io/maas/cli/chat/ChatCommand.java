package io.maas.cli.chat;

import io.maas.cli.connection.Connection;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Wire;
import io.maas.cli.model.Choice;
import io.maas.cli.model.Offer;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas chat`: talks with a model.
@Command(
    name = "chat",
    description = {
      "Talks with a model, the answers as they come. At a terminal it goes on until Ctrl-D or"
          + " /exit, and /clear begins anew; what is piped in, or given with --prompt, is one"
          + " question."
    },
    footer = {
      "",
      "Examples: maas chat granite",
      "          git diff | maas chat granite --system 'Write a commit message for this.'"
    })
public final class ChatCommand implements Callable<Integer> {
  private final Session session;
  private final LongSupplier ticker;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "Any name of a model (default: the only one there is).")
  private @Nullable String model;

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "TEXT",
      description = "One question; its answer ends the command.")
  private @Nullable String prompt;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      description = "What the model is told before all else.")
  private @Nullable String system;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "The longest answer (default: the model's own bound).")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A key to ask with; better as MAAS_API_KEY. Without one, who asks is MAAS_TOKEN.")
  private @Nullable String key;

  @Option(
      names = {"-s", "--subscription"},
      paramLabel = "SUBSCRIPTION",
      description = "Which of the caller's subscriptions pays; a key has its own.")
  private @Nullable String subscription;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  /// @param ticker nanoseconds, for how long an answer took
  public ChatCommand(Session session, LongSupplier ticker) {
    this.session = session;
    this.ticker = ticker;
  }

  @Override
  public Integer call() {
    Shell shell = session.shell();
    Connection.Sought sought =
        Optional.ofNullable(key)
            .or(() -> shell.variable("MAAS_API_KEY"))
            .map(k -> Connection.as(k, shell, connection))
            .orElseGet(() -> session.seek(connection));
    return switch (sought) {
      case Connection.Sought.Found(var found) -> choose(found);
      case Connection.Sought.Missing(var problem) -> shell.fail(problem);
    };
  }

  private int choose(Connection found) {
    var wire = new Wire(found.url(), found.ca());
    return switch (Answer.of(wire.send("GET", "/v1/models", found.token(), null))) {
      case Answer.Refused refused -> session.fail(refused, "models");
      case Answer.Given given ->
          switch (Choice.of(
              given.entries().stream().map(Offer::of).toList(), model, subscription)) {
            case Choice.Unclear(var problem) -> session.shell().fail(problem);
            case Choice.Chosen(var chosen, _) ->
                talk(
                    new Conversation(
                        wire,
                        found,
                        new Conversation.Style(chosen, system, maxTokens, subscription)));
          };
    };
  }

  private int talk(Conversation conversation) {
    Shell shell = session.shell();
    Screen screen = new Screen(shell);
    if (prompt != null) {
      return ask(conversation, screen, prompt);
    }
    if (!shell.terminal()) {
      return piped().map(question -> ask(conversation, screen, question)).orElse(ExitCode.FAILED);
    }
    var lines = new Scanner(shell.in(), StandardCharsets.UTF_8);
    for (screen.prompt(); lines.hasNextLine(); screen.prompt()) {
      String line = lines.nextLine().strip();
      switch (line) {
        case "" -> {}
        case "/exit", "/quit" -> {
          return ExitCode.OK;
        }
        case "/clear" -> conversation.forget();
        default -> ask(conversation, screen, line);
      }
    }
    shell.out().println();
    return ExitCode.OK;
  }

  private Optional<String> piped() {
    try {
      String text = new String(session.shell().in().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        session.shell().fail("no question (expected: --prompt, something piped in, or a terminal)");
      }
      return Optional.of(text).filter(question -> !question.isEmpty());
    } catch (IOException e) {
      session.shell().fail("what is piped in is not readable (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  private int ask(Conversation conversation, Screen screen, String question) {
    long began = ticker.getAsLong();
    return switch (conversation.ask(question, screen::show)) {
      case Conversation.Asked.Answered(var used) -> {
        screen.end(used, ticker.getAsLong() - began);
        yield ExitCode.OK;
      }
      case Conversation.Asked.BrokeOff() -> ExitCode.FAILED;
      case Conversation.Asked.Refused(var refused) -> session.fail(refused, "chat");
    };
  }
}
