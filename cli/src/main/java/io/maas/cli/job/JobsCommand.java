package io.maas.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas jobs`: what control does without being asked, and doing it now.
@Command(
    name = "jobs",
    synopsisSubcommandLabel = "COMMAND",
    description = "What control does without being asked.")
public final class JobsCommand {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Session session;

  public JobsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "Shows each, when it ran last, and what came of it.")
  int list(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/jobs"),
                "jobs",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(given.entries()))));
  }

  @Command(
      name = "run",
      description = "Runs one now, waits until it ends, and says what came of it.",
      footer = {"", "Example: maas jobs run ledger-checkpoints"})
  int run(
      @Parameters(paramLabel = "NAME", description = "As `maas jobs list` has it.") String name,
      @Option(names = "--no-wait", description = "Does not wait for its end.") boolean noWait,
      @Mixin ConnectionOptions connection) {
    String subject = "job " + name;
    return session.with(
        connection,
        control ->
            switch (control.post(
                Control.path("jobs", name) + "/run", JsonNodeFactory.instance.objectNode())) {
              case Answer.Refused refused -> session.fail(refused, subject);
              case Answer.Given begun when noWait -> {
                session.say(subject + ": begun");
                yield ExitCode.OK;
              }
              case Answer.Given begun -> await(control, name, begun.body().path("runs").asLong());
            });
  }

  private int await(Control control, String name, long runsBefore) {
    String subject = "job " + name;
    while (true) {
      switch (control.get(Control.path("jobs", name))) {
        case Answer.Refused refused -> {
          return session.fail(refused, subject);
        }
        case Answer.Given given -> {
          JsonNode job = given.body();
          if (job.path("runs").asLong() > runsBefore) {
            return tell(subject, job);
          }
        }
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private int tell(String subject, JsonNode job) {
    if (job.path("error").isTextual()) {
      return session.shell().fail(subject + ": " + job.path("error").asText());
    }
    session.say(subject + ": " + job.path("outcome").asText("done"));
    return ExitCode.OK;
  }

  private static Table table(List<JsonNode> jobs) {
    Table table = Table.of("NAME", "EVERY", "STATE", "LAST RUN", "BY", "OUTCOME");
    jobs.forEach(job ->
        table.row(
            job.path("name").asText(""),
            job.path("every").asText(""),
            job.path("state").asText(""),
            job.path("startedAt").asText(""),
            job.path("runner").asText(""),
            job.path("error").asText(job.path("outcome").asText(""))));
    return table;
  }
}
