package io.maas.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.ledger.Verification;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.usage.Moment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `maas audit`: who did what, and whether anybody changed what is written of it.
@Command(
    name = "audit",
    synopsisSubcommandLabel = "COMMAND",
    description = "Who changed what, and whether that is still as it was written.")
public final class AuditCommand {
  private static final int PAGE = 100;

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  public AuditCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "list",
      description = "Shows acts, latest first.",
      footer = {"", "Example: maas audit list --actor ada --from 7d"})
  int list(
      @Option(names = "--actor", paramLabel = "USER", description = "By this one.")
          @Nullable String actor,
      @Option(
              names = "--action",
              paramLabel = "NAME",
              description = "Only this act: deleteUser, revokeApiKey, applyResources.")
          @Nullable String action,
      @Option(names = "--kind", paramLabel = "KIND", description = "On such things: users.")
          @Nullable String kind,
      @Option(names = "--object", paramLabel = "NAME", description = "On this one.")
          @Nullable String object,
      @Option(
              names = "--from",
              paramLabel = "MOMENT",
              description = "Since " + Moment.EXPECTED + ".")
          @Nullable String from,
      @Option(names = "--to", paramLabel = "MOMENT", description = "Until then.")
          @Nullable String to,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "50",
              description = "The most of them; 50 if not said.")
          int limit,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    String question =
        "/audit?"
            + part("actor", actor)
            + part("action", action)
            + part("kind", kind)
            + part("object", object)
            + stretch(from, to);
    return session.with(connection, control -> list(control, question, limit, format));
  }

  private int list(Control control, String question, int limit, FormatOption format) {
    ArrayNode acts = JsonNodeFactory.instance.arrayNode();
    String after = "";
    while (acts.size() < limit) {
      int wanted = Math.min(PAGE, limit - acts.size());
      switch (control.get(question + "limit=" + wanted + after)) {
        case Answer.Refused refused -> {
          return session.fail(refused, "audit");
        }
        case Answer.Given(JsonNode page) -> {
          page.path("data").forEach(acts::add);
          if (!page.path("next").isTextual()) {
            return show(acts, format);
          }
          after = "&after=" + page.path("next").asText();
        }
      }
    }
    return show(acts, format);
  }

  private int show(ArrayNode acts, FormatOption format) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("object", "list").set("data", acts);
    Documents.print(session.printer(format), tree, _ -> table(acts));
    return ExitCode.OK;
  }

  private static Table table(ArrayNode acts) {
    Table table = Table.of("AT", "ACTOR", "ADDRESS", "ACTION", "OBJECT", "RESULT");
    for (JsonNode act : acts) {
      JsonNode object = act.path("object");
      table.row(
          act.path("at").asText(),
          act.path("actor").asText(),
          act.path("address").asText(),
          act.path("action").asText(),
          (object.path("kind").asText() + " " + object.path("name").asText()).strip(),
          act.path("result").asText());
    }
    return table;
  }

  @Command(
      name = "export",
      description = "Prints every line in its order, one JSON object a line.",
      footer = {"", "Example: maas audit export --from 2026-01-01T00:00:00Z > audit.jsonl"})
  int export(
      @Option(
              names = "--from",
              paramLabel = "MOMENT",
              description = "Since " + Moment.EXPECTED + ".")
          @Nullable String from,
      @Option(names = "--to", paramLabel = "MOMENT", description = "Until then.")
          @Nullable String to,
      @Mixin ConnectionOptions connection) {
    String question = "/audit/export?" + stretch(from, to);
    return session.with(
        connection,
        control ->
            control
                .lines(question, session::say)
                .map(refused -> session.fail(refused, "audit"))
                .orElse(ExitCode.OK));
  }

  @Command(
      name = "verify",
      description = {
        "Looks whether anybody changed, deleted or slipped in a line.",
        "Fails if anything is found."
      })
  int verify(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    Verification verification = Verification.ofAudit();
    return session.with(
        connection,
        control ->
            verification
                .ask(control)
                .map(refused -> session.fail(refused, "audit"))
                .orElseGet(() -> verification.show(session, format)));
  }

  private static String part(String name, @Nullable String value) {
    return value == null ? "" : name + "=" + Control.encoded(value) + "&";
  }

  private String stretch(@Nullable String from, @Nullable String to) {
    Instant first = moment("--from", from);
    Instant last = moment("--to", to);
    return part("from", first == null ? null : first.toString())
        + part("to", last == null ? null : last.toString());
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
