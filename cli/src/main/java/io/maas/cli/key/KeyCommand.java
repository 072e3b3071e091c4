package io.maas.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas key`: API keys, each bound to one subscription.
@Command(
    name = "key",
    synopsisSubcommandLabel = "COMMAND",
    description = "API keys, each bound to one subscription.")
public final class KeyCommand {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  public KeyCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "create",
      description = "Makes a key and prints it, alone, on standard output; it is shown this once.",
      footer = {
        "",
        "Example: KEY=$(maas key create my-laptop --expires-in 30d --limit requests=60/1m)"
      })
  int create(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Optional with --ephemeral.")
          @Nullable String name,
      @Option(
              names = {"-s", "--subscription"},
              paramLabel = "SUBSCRIPTION",
              description = "NAME or NAMESPACE/NAME (default: the one of highest priority).")
          @Nullable String subscription,
      @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
          @Nullable String description,
      @Option(
              names = "--expires-in",
              paramLabel = "DURATION",
              description = "How long it lives, such as 1h or 30d (default: as long as allowed).")
          @Nullable String expiresIn,
      @Option(names = "--ephemeral", description = "A short-lived key that no list shows.")
          boolean ephemeral,
      @Mixin KeyLimitOptions limits,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    putIfSaid(wish, "name", name);
    putIfSaid(wish, "subscription", subscription);
    putIfSaid(wish, "description", description);
    putIfSaid(wish, "expiresIn", expiresIn);
    wish.put("ephemeral", ephemeral);
    limits.addTo(wish, command("create"));
    return session.with(
        connection,
        control ->
            session.tell(
                control.post("/api-keys", wish),
                name == null ? "key" : "key " + name,
                given -> show(given.body(), format)));
  }

  @Command(name = "list", description = "Shows the caller's keys; an administrator's, everyone's.")
  int list(
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "active, revoked or expired (default: all).")
          @Nullable String status,
      @Option(names = "--user", paramLabel = "USER", description = "Only this user's.")
          @Nullable String user,
      @Option(names = "--ephemeral", description = "Ephemeral keys too.") boolean ephemeral,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    ObjectNode filters = JsonNodeFactory.instance.objectNode();
    putIfSaid(filters, "username", user);
    if (status != null) {
      filters.putArray("status").add(status);
    }
    filters.put("includeEphemeral", ephemeral);
    return session.with(
        connection,
        control ->
            session.tell(
                KeySearch.all(control, filters),
                "keys",
                given ->
                    Documents.print(
                        session.printer(format),
                        given.body(),
                        _ -> KeySearch.table(given.entries()))));
  }

  @Command(name = "get", description = "Shows one key, with its limits; never the key itself.")
  int get(
      @Parameters(paramLabel = "ID", description = "As `maas key list` shows it.") String id,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/api-keys" + Control.path(id)),
                "key " + id,
                given ->
                    Documents.print(
                        session.printer(format),
                        given.body(),
                        key -> KeySearch.table(List.of(key)))));
  }

  @Command(
      name = "expiring",
      description = "Shows which keys end within a week; an administrator's, everyone's.")
  int expiring(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/expiry-notices?limit=100"),
                "expiring keys",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> expiring(given.entries()))));
  }

  private static Table expiring(List<JsonNode> notices) {
    Table table = Table.of("KEY", "USER", "ENDS AT", "ID");
    notices.forEach(notice ->
        table.row(
            notice.path("keyName").asText(""),
            notice.path("username").asText(""),
            notice.path("expirationDate").asText(""),
            notice.path("keyId").asText("")));
    return table;
  }

  @Command(name = "revoke", description = "Revokes a key for good; it is refused at once.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "As `maas key list` shows it.") String id,
      @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete("/api-keys" + Control.path(id)),
                "key " + id,
                _ -> session.say("key " + id + ": revoked")));
  }

  private void show(JsonNode key, FormatOption format) {
    if (format.format() != Format.table) {
      Documents.print(session.printer(format), key, _ -> KeySearch.table(List.of()));
      return;
    }
    session.say(key.path("key").asText());
    session
        .shell()
        .remark(
            "key %s: created for subscription %s, shown this once; good until %s"
                .formatted(
                    key.path("id").asText("?"),
                    key.path("subscription").asText("?"),
                    key.path("expiresAt").asText("?")));
  }

  private CommandLine command(String name) {
    return Objects.requireNonNull(Objects.requireNonNull(spec).subcommands().get(name));
  }

  private static void putIfSaid(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
