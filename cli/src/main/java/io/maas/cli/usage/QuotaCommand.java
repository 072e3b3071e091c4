package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maas quota`: where limits stand, or whether a request would pass them.
@Command(
    name = "quota",
    description = "Shows where the caller's limits stand, or whether a request would pass them.",
    footer = {"", "Example: maas quota --check --model granite --prompt-tokens 800"})
public final class QuotaCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "This user's; needs an administrator.")
  private @Nullable String user;

  @Option(names = "--model", paramLabel = "MODEL", description = "Only those over this model.")
  private @Nullable String model;

  @Option(
      names = "--subscription",
      paramLabel = "NAME",
      description = "Only those of this subscription.")
  private @Nullable String subscription;

  @Option(
      names = "--check",
      description =
          "Would a request pass? Wants --model and --prompt-tokens; exits with 1 if it would not.")
  private boolean check;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      description = "The tokens of the request's prompt.")
  private @Nullable Long promptTokens;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "The most tokens that its answer shall have.")
  private @Nullable Long maxTokens;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public QuotaCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (check && (model == null || promptTokens == null)) {
      throw misunderstood("--check: alone (expected: with --model and --prompt-tokens)");
    }
    if (!check && (promptTokens != null || maxTokens != null)) {
      throw misunderstood("--prompt-tokens, --max-tokens: alone (expected: with --check)");
    }
    return check ? session.with(connection, this::check) : session.with(connection, this::show);
  }

  private int show(Control control) {
    return session.tell(
        control.get(path()),
        "quota",
        given -> Documents.print(session.printer(format), given.body(), QuotaTable::of));
  }

  private int check(Control control) {
    return switch (control.get(path())) {
      case Answer.Refused refused -> session.fail(refused, "quota");
      case Answer.Given(JsonNode told) -> {
        if (format.format() == Format.table) {
          session.say(QuotaTable.verdict(told));
        } else {
          Documents.print(session.printer(format), told, QuotaTable::of);
        }
        yield told.path("passes").asBoolean() ? ExitCode.OK : ExitCode.FAILED;
      }
    };
  }

  private String path() {
    StringJoiner query = new StringJoiner("&", "/quota?", "").setEmptyValue("/quota");
    add(query, "user", user);
    add(query, "model", model);
    add(query, "subscription", subscription);
    add(query, "prompt_tokens", promptTokens);
    add(query, "max_tokens", maxTokens);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, @Nullable Object value) {
    if (value != null) {
      query.add(name + "=" + Control.encoded(value.toString()));
    }
  }

  private ParameterException misunderstood(String problem) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
  }
}
