package io.maas.cli.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
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

/// `maas user`: local users and the tokens by which they are known.
@Command(
    name = "user",
    synopsisSubcommandLabel = "COMMAND",
    description = "Local users and the tokens by which they are known.")
public final class UserCommand {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  public UserCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "create",
      description = "Creates a user; groups that do not exist yet are created with it.",
      footer = {"", "Example: TOKEN=$(maas user create alice --group tier-free-users --token)"})
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = {"-g", "--group"},
              paramLabel = "GROUP",
              description = "A group of the user; as often as needed.")
          @Nullable List<String> groups,
      @Option(names = "--admin", description = "The user administers the installation.")
          boolean admin,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              description = "auditor, tenant-admin or platform-admin; as often as needed.")
          @Nullable List<String> roles,
      @Option(
              names = "--service",
              description = "A service account: no person but a program, with keys and no token.")
          boolean service,
      @Option(
              names = "--owner",
              paramLabel = "USER",
              description = "Who may make and change a service account's keys; as often as needed.")
          @Nullable List<String> owners,
      @Option(
              names = "--owner-group",
              paramLabel = "GROUP",
              description = "A group whose members may; as often as needed.")
          @Nullable List<String> ownerGroups,
      // --token is what shows a token here, so the caller's own comes from the environment
      @Option(
              names = "--token",
              description = "Also make a token and print it, alone, on standard output.")
          boolean token,
      @Option(
              names = "--expires-in",
              paramLabel = "DURATION",
              description = "How long the token lives, such as 12h or 30d.")
          @Nullable String expiresIn,
      @Option(names = "--url", paramLabel = "URL", description = "Where control is; MAAS_URL.")
          @Nullable String url) {
    if (service && token) {
      throw new ParameterException(
          Objects.requireNonNull(
              Objects.requireNonNull(spec).subcommands().get("create"), "the command itself"),
          "--token: of a service account (expected: keys, maas key create --for " + name + ")");
    }
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("name", name).put("admin", admin);
    (groups == null ? List.<String>of() : groups).forEach(user.putArray("groups")::add);
    if (roles != null) {
      roles.forEach(user.putArray("roles")::add);
    }
    if (service) {
      user.put("kind", "service");
    }
    if (owners != null || ownerGroups != null) {
      ObjectNode answering = user.putObject("owners");
      (owners == null ? List.<String>of() : owners).forEach(answering.putArray("users")::add);
      (ownerGroups == null ? List.<String>of() : ownerGroups)
          .forEach(answering.putArray("groups")::add);
    }
    return session.with(
        ConnectionOptions.at(url),
        control ->
            switch (control.post("/users", user)) {
              case Answer.Refused refused -> session.fail(refused, "user " + name);
              case Answer.Given _ when token -> {
                session.shell().remark("user " + name + ": created");
                yield token(control, name, expiresIn);
              }
              case Answer.Given _ -> {
                session.say("user " + name + ": created");
                yield 0;
              }
            });
  }

  @Command(
      name = "token",
      description = "Makes another token for a user and prints it; it is shown this once.")
  int token(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--expires-in",
              paramLabel = "DURATION",
              description = "How long it lives, such as 12h or 30d.")
          @Nullable String expiresIn,
      @Mixin ConnectionOptions connection) {
    return session.with(connection, control -> token(control, name, expiresIn));
  }

  @Command(name = "list", description = "Shows the users.")
  int list(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/users"),
                "users",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(given.entries()))));
  }

  @Command(name = "get", description = "Shows a user.")
  int get(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/users" + Control.path(name)),
                "user " + name,
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(List.of(given.body())))));
  }

  @Command(
      name = "delete",
      description = "Deletes a user; the user's tokens and keys stop working at once.")
  int delete(@Parameters(paramLabel = "NAME") String name, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete("/users" + Control.path(name)),
                "user " + name,
                _ -> session.say("user " + name + ": deleted")));
  }

  private int token(Control control, String name, @Nullable String expiresIn) {
    ObjectNode wish = JsonNodeFactory.instance.objectNode();
    if (expiresIn != null) {
      wish.put("expiresIn", expiresIn);
    }
    return session.tell(
        control.post("/users" + Control.path(name) + "/tokens", wish),
        "user " + name,
        given -> {
          session.say(given.body().path("token").asText());
          session
              .shell()
              .remark("shown this once; good until " + given.body().path("expiresAt").asText("?"));
        });
  }

  private static Table table(List<JsonNode> users) {
    Table table = Table.of("NAME", "KIND", "ADMIN", "ROLES", "GROUPS", "CREATED");
    for (JsonNode user : users) {
      table.row(
          user.path("name").asText(""),
          user.path("kind").asText("person"),
          user.path("admin").asBoolean() ? "yes" : "no",
          Items.joined(user.path("roles")),
          Items.joined(user.path("groups")),
          user.path("createdAt").asText(""));
    }
    return table;
  }
}
