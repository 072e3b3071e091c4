package io.maas.cli.ledger;

import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.usage.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas ledger`: whether the book of usage is whole, and records from elsewhere.
@Command(
    name = "ledger",
    synopsisSubcommandLabel = "COMMAND",
    description = "The book of usage: whether it is whole, and records from elsewhere.")
public final class LedgerCommand {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  public LedgerCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "verify",
      description = {
        "Looks whether anybody changed, deleted or inserted a record, chain by chain.",
        "Fails if anything is found."
      },
      footer = {"", "Example: maas ledger verify --from 7d"})
  int verify(
      @Option(
              names = "--from",
              paramLabel = "MOMENT",
              description = "Since the day of " + Moment.EXPECTED + ".")
          @Nullable String from,
      @Option(names = "--to", paramLabel = "MOMENT", description = "Until then.")
          @Nullable String to,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    var verification = Verification.ofLedger(moment("--from", from), moment("--to", to));
    return session.with(
        connection,
        control ->
            verification
                .ask(control)
                .map(refused -> session.fail(refused, "ledger"))
                .orElseGet(() -> verification.show(session, format)));
  }

  @Command(
      name = "import",
      description = {
        "Takes records from elsewhere, one JSON object a line: all of them, or none.",
        "A file that was imported, or that has a record which is there already, is refused."
      },
      footer = {"", "Example: maas ledger import usage-2025.jsonl"})
  int take(
      @Parameters(paramLabel = "FILE|-", description = "The file; `-` for what is piped in.")
          String file,
      @Mixin ConnectionOptions connection) {
    try {
      String lines =
          file.equals("-")
              ? new String(session.shell().in().readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      return session.with(
          connection,
          control ->
              session.tell(
                  control.post("/ledger/import", "application/jsonl", lines),
                  file,
                  given ->
                      session.say(
                          file
                              + ": "
                              + given.body().path("records").asText()
                              + " records imported")));
    } catch (NoSuchFileException _) {
      return session.shell().fail(file + ": no such file");
    } catch (IOException e) {
      return session.shell().fail(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  private @Nullable Instant moment(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return Moment.parse(text, session.shell().clock().instant())
        .orElseThrow(() ->
            new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                option + ": " + text + " (expected: " + Moment.EXPECTED + ")"));
  }
}
