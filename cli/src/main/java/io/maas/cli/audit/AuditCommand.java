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
import io.maas.domain.chain.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      footer = {"", "Example: maas audit export --checkpoints > audit.jsonl"})
  int export(
      @Option(
              names = "--checkpoints",
              description = "And what was signed of them, so that the file can be verified.")
          boolean checkpoints,
      @Option(
              names = "--from",
              paramLabel = "MOMENT",
              description = "Since " + Moment.EXPECTED + ".")
          @Nullable String from,
      @Option(names = "--to", paramLabel = "MOMENT", description = "Until then.")
          @Nullable String to,
      @Mixin ConnectionOptions connection) {
    String question =
        "/audit/export?" + (checkpoints ? "checkpoints=true&" : "") + stretch(from, to);
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
      },
      footer = {"", "Example: maas audit verify --export audit.jsonl --key ledger-seal.pub"})
  int verify(
      @Option(
              names = "--export",
              paramLabel = "FILE",
              description = "Of this export, which has checkpoints; nobody is asked.")
          @Nullable Path export,
      @Option(
              names = "--key",
              paramLabel = "FILE",
              description = "A public key that may have signed: ledger-seal.pub; again for others.")
          @Nullable List<Path> keys,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    if (export != null) {
      return verify(export, keys == null ? List.of() : keys, format);
    }
    if (keys != null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--key: without --export (expected: both)");
    }
    Verification verification = Verification.ofAudit();
    return session.with(
        connection,
        control ->
            verification
                .ask(control)
                .map(refused -> session.fail(refused, "audit"))
                .orElseGet(() -> verification.show(session, format)));
  }

  private int verify(Path export, List<Path> keys, FormatOption format) {
    if (keys.isEmpty()) {
      return session.shell().fail("audit: no --key (expected: a copy of ledger-seal.pub)");
    }
    Path file = export;
    try {
      Map<String, byte[]> known = new HashMap<>();
      for (Path key : keys) {
        file = key;
        byte[] encoded =
            Base64.getMimeDecoder()
                .decode(Files.readString(key).replaceAll("-----[A-Z ]+-----", ""));
        known.put(Signatures.nameOf(encoded), encoded);
      }
      file = export;
      return Verification.ofExport(new Export(export).verify(known)).show(session, format);
    } catch (NoSuchFileException _) {
      return session.shell().fail(file + ": no such file");
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return session.shell().fail(file + ": cannot be read (" + e.getMessage() + ")");
    } catch (Export.Unreadable e) {
      return session.shell().fail(file + ": " + e.getMessage());
    }
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
