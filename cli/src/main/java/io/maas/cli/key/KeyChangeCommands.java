package io.maas.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What becomes of a key after it was made: the other half of `maas key`.
public class KeyChangeCommands {
  private static final String ID = "As `maas key list` shows it.";

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  KeyChangeCommands(Session session) {
    this.session = session;
  }

  @Command(
      name = "rotate",
      description = {
        "Gives a key a new secret and prints it, alone, on standard output; it is shown this once.",
        "All else of the key stays: its id, limits and history."
      },
      footer = {"", "Example: KEY=$(maas key rotate ID --grace 1h)"})
  int rotate(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--grace",
              paramLabel = "DURATION",
              description = "How long the old secret works on (default: 24h; 0 ends it at once).")
          @Nullable String grace,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    ObjectNode wish = wish();
    if (grace != null) {
      wish.put("gracePeriod", grace);
    }
    return session.with(
        connection,
        control ->
            session.tell(
                control.post("/api-keys" + Control.path(id, "rotate"), wish),
                "key " + id,
                given -> showRotated(given.body(), format)));
  }

  @Command(name = "pause", description = "Has a key refused, at once, until it is resumed.")
  int pause(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Mixin ConnectionOptions connection) {
    return become(id, "pause", "paused", connection);
  }

  @Command(name = "resume", description = "Has a paused key work again.")
  int resume(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Mixin ConnectionOptions connection) {
    return become(id, "resume", "active", connection);
  }

  @Command(name = "rename", description = "Calls a key something else.")
  int rename(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "NAME", description = "What it is called from now on.") String name,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return change(id, wish().put("name", name), format, connection);
  }

  @Command(
      name = "extend",
      description = "Has a key live so long from now; never longer than a new one may.")
  int extend(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "DURATION", description = "Such as 30d.") String lifetime,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return change(id, wish().put("expiresIn", lifetime), format, connection);
  }

  @Command(
      name = "update",
      description = "Changes what a key is for, its limits, or what it is narrowed to.",
      footer = {"", "Example: maas key update ID --allow-from 10.0.0.0/8 --limit cost=5.00/day"})
  int update(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--description",
              paramLabel = "TEXT",
              description = "What it is for; empty for nothing.")
          @Nullable String description,
      @Option(
              names = "--unset",
              paramLabel = "FIELD",
              split = ",",
              description = "Takes away: limits, labels, models, addresses or description.")
          @Nullable List<String> unset,
      @Mixin KeyScopeOptions scope,
      @Mixin KeyLimitOptions limits,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    CommandSpec command =
        Objects.requireNonNull(
                Objects.requireNonNull(spec).subcommands().get("update"), "the command itself")
            .getCommandSpec();
    ObjectNode change = wish();
    for (String field : unset == null ? List.<String>of() : unset) {
      change.putNull(fieldOf(field, command));
    }
    if (description != null) {
      change.put("description", description);
    }
    scope.addTo(change);
    limits.addTo(change, command.commandLine());
    if (change.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "nothing to change (expected: a flag that says what)");
    }
    return change(id, change, format, connection);
  }

  private static String fieldOf(String word, CommandSpec command) {
    return switch (word) {
      case "limits", "labels", "description" -> word;
      case "models" -> "allowedModels";
      case "addresses" -> "allowedAddresses";
      default ->
          throw new ParameterException(
              command.commandLine(),
              "--unset: " + word + " (expected: limits, labels, models, addresses or description)");
    };
  }

  private int become(String id, String action, String state, ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.post("/api-keys" + Control.path(id, action), wish()),
                "key " + id,
                _ -> session.say("key " + id + ": " + state)));
  }

  private int change(
      String id, ObjectNode change, FormatOption format, ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.patch("/api-keys" + Control.path(id), change),
                "key " + id,
                given ->
                    Documents.print(
                        session.printer(format),
                        given.body(),
                        key -> KeySearch.table(List.of(key)))));
  }

  private void showRotated(JsonNode key, FormatOption format) {
    if (format.format() != Format.table) {
      Documents.print(session.printer(format), key, _ -> KeySearch.table(List.of()));
      return;
    }
    session.say(key.path("key").asText());
    String old = key.path("oldSecretExpiresAt").asText("");
    session
        .shell()
        .remark(
            "key %s: has a new secret, shown this once; the old one %s"
                .formatted(
                    key.path("id").asText("?"),
                    old.isEmpty() ? "works no longer" : "works until " + old));
  }

  private static ObjectNode wish() {
    return JsonNodeFactory.instance.objectNode();
  }
}
