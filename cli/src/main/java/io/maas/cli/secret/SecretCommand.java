package io.maas.cli.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas secret`: credentials for providers. A value comes from a file or a pipe and never from the
/// command line, which others on the machine can see and the shell remembers.
@Command(
    name = "secret",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Credentials of providers, which resources refer to by name. Nobody gets one back.")
public final class SecretCommand {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  public SecretCommand(Session session) {
    this.session = session;
  }

  /// Where a value comes from.
  static final class Source {
    @Option(
        names = "--from-file",
        paramLabel = "FILE",
        description = "The file that holds the value.")
    private @Nullable Path file;

    @Option(names = "--value-stdin", description = "Reads the value from a pipe.")
    private boolean piped;
  }

  @Command(
      name = "set",
      description = "Keeps a value, sealed; it counts for the next request, without a restart.")
  int set(
      @Parameters(paramLabel = "NAMESPACE/NAME") String secret,
      @Parameters(
              paramLabel = "KEY",
              description =
                  "api-key for most; access-key-id, secret-access-key and session-token for AWS;"
                      + " service-account.json for Google.")
          String key,
      @ArgGroup(multiplicity = "1") Source source,
      @Mixin ConnectionOptions connection) {
    String path = path(secret);
    String value;
    try {
      value = value(source);
    } catch (IOException e) {
      return session.shell().fail(source.file + ": not readable (expected: the value's file)");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("data").put(key, value);
    return session.with(
        connection,
        control ->
            session.tell(
                control.patch(path, body),
                subject(secret),
                _ -> session.say(subject(secret) + ": " + key + " set")));
  }

  @Command(name = "list", description = "Shows which secrets there are; never a value.")
  int list(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/secrets"),
                "secrets",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(given.entries()))));
  }

  @Command(name = "delete", description = "Forgets a secret; what refers to it stops working.")
  int delete(
      @Parameters(paramLabel = "NAMESPACE/NAME") String secret,
      @Mixin ConnectionOptions connection) {
    String path = path(secret);
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete(path),
                subject(secret),
                _ -> session.say(subject(secret) + ": deleted")));
  }

  /// Files and pipes end in a line's end that nobody means.
  private String value(Source source) throws IOException {
    String text =
        source.piped
            ? new String(session.shell().in().readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(Objects.requireNonNull(source.file));
    return text.replaceFirst("\r?\n$", "");
  }

  private String path(String secret) {
    String[] parts = secret.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          secret + ": no name of a secret (expected: NAMESPACE/NAME)");
    }
    return Control.path("secrets", parts[0], parts[1]);
  }

  private static String subject(String secret) {
    return "secret " + secret;
  }

  private static Table table(List<JsonNode> secrets) {
    Table table = Table.of("NAMESPACE", "NAME", "KEY", "CHANGED");
    for (JsonNode secret : secrets) {
      for (JsonNode key : Items.of(secret.path("keys"))) {
        table.row(
            secret.path("namespace").asText(""),
            secret.path("name").asText(""),
            key.path("key").asText(""),
            key.path("changedAt").asText("")
                + (key.path("usable").asBoolean(true) ? "" : " (sealed with another key)"));
      }
    }
    return table;
  }
}
