package io.maas.cli.connect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.Connection;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.http.Wire;
import io.maas.cli.model.Choice;
import io.maas.cli.model.Offer;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `maas connect`: the configuration that points a client here.
@Command(
    name = "connect",
    description = {
      "Prints or writes the configuration that points a client here, with a key and a model that"
          + " the gateway was asked about. Without a client: lists those that are known."
    },
    footer = {
      "",
      "Examples: eval \"$(maas connect claude-code --mint)\"",
      "          maas connect opencode --mint --write"
    })
public final class ConnectCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "CLIENT", arity = "0..1", description = "Which client.")
  private @Nullable String name;

  @Mixin private ConnectOptions options = new ConnectOptions();
  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public ConnectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var command = Objects.requireNonNull(spec).commandLine();
    options.check(command);
    if (name == null) {
      return list();
    }
    Client client =
        Client.named(name)
            .orElseThrow(() ->
                new ParameterException(
                    command, "client: " + name + " (expected: one of: " + Client.names() + ")"));
    Optional<String> key = options.key(session.shell());
    if (key.isEmpty() && !options.mints()) {
      return session.shell().fail("no key (expected: MAAS_API_KEY or --key; --mint makes one)");
    }
    Connection.Sought sought =
        key.map(k -> Connection.as(k, session.shell(), connection))
            .orElseGet(() -> session.seek(connection));
    return switch (sought) {
      case Connection.Sought.Found(var found) -> choose(client, found, key);
      case Connection.Sought.Missing(var problem) -> session.shell().fail(problem);
    };
  }

  private int choose(Client client, Connection found, Optional<String> key) {
    var wire = new Wire(found.url(), found.ca());
    Answer answer = Answer.of(wire.send("GET", "/v1/models", found.token(), null));
    return switch (answer) {
      case Answer.Refused refused when refused.status() == 401 && key.isPresent() ->
          session
              .shell()
              .fail(
                  "key: refused by "
                      + found.url()
                      + ": "
                      + refused.message()
                      + " (expected: a key that is good there; `maas key list` shows yours)");
      case Answer.Refused refused -> session.fail(refused, "models");
      case Answer.Given given ->
          switch (Choice.of(
              given.entries().stream().map(Offer::of).toList(),
              options.model,
              options.subscription)) {
            case Choice.Unclear(var problem) -> session.shell().fail(problem);
            case Choice.Chosen chosen ->
                new Connecting(session, client, options, found, chosen)
                    .with(key, new Control(wire, found.token()), session.printer(format));
          };
    };
  }

  private int list() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    Table table = Table.of("CLIENT", "NAME", "DRIVES");
    for (Client client : Client.ALL) {
      ObjectNode row = all.addObject();
      row.put("client", client.name()).put("name", client.title()).put("drives", client.drives());
      table.row(client.name(), client.title(), client.drives());
    }
    Documents.print(session.printer(format), all, _ -> table);
    return ExitCode.OK;
  }
}
