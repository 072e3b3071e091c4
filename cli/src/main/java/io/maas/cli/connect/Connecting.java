package io.maas.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.Connection;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.model.Choice;
import io.maas.cli.output.Documents.Printer;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Collectors;

/// One client's way here: may files be written, then the key, then the configuration.
///
/// @param options what was asked for
/// @param connection where the gateway is
/// @param chosen the model
record Connecting(
    Session session,
    Client client,
    ConnectOptions options,
    Connection connection,
    Choice.Chosen chosen) {
  private static final String NO_KEY_YET = "key";

  /// Goes it.
  ///
  /// @param key the client's; empty if it is to be made
  /// @param control who makes it
  /// @return the exit code
  int with(Optional<String> key, Control control, Printer printer) {
    Shell shell = session.shell();
    String root = connection.url().toString();
    Optional<String> problem = Access.problem(root, key.orElse(NO_KEY_YET), chosen.model());
    if (problem.isPresent()) {
      return shell.fail(problem.get());
    }
    if (options.write && !options.yes && !agreed()) {
      return ExitCode.FAILED;
    }
    return key.or(() -> make(control))
        .map(good -> deliver(access(good), new Sheet(shell, printer)))
        .orElse(ExitCode.FAILED);
  }

  private Access access(String key) {
    return new Access(
        connection.url().toString(),
        key,
        chosen.model(),
        chosen.offer().context(),
        connection.ca());
  }

  private boolean agreed() {
    Shell shell = session.shell();
    String places =
        Template.of(client).fill(access(NO_KEY_YET), shell).toWrite().stream()
            .map(file -> Place.shown(file.path(), shell))
            .collect(Collectors.joining(", "));
    if (!shell.terminal()) {
      shell.fail("nobody to ask whether to write " + places + " (expected: a terminal, or --yes)");
      return false;
    }
    shell.err().print("Write " + places + "? [y/N] ");
    shell.err().flush();
    var lines = new Scanner(shell.in(), StandardCharsets.UTF_8);
    boolean yes = lines.hasNextLine() && lines.nextLine().strip().matches("(?i)y|yes");
    if (!yes) {
      shell.remark("maas: nothing written");
    }
    return yes;
  }

  private Optional<String> make(Control control) {
    ObjectNode wish = JsonNodeFactory.instance.objectNode().put("name", client.name());
    subscription().ifPresent(subscription -> wish.put("subscription", subscription));
    return switch (control.post("/api-keys", wish.put("ephemeral", false))) {
      case Answer.Refused refused -> {
        session.fail(refused, "key " + client.name());
        yield Optional.empty();
      }
      case Answer.Given given -> {
        JsonNode made = given.body();
        session
            .shell()
            .remark(
                "key %s: created for subscription %s; good until %s"
                    .formatted(
                        made.path("id").asText("?"),
                        made.path("subscription").asText("?"),
                        made.path("expiresAt").asText("?")));
        yield Optional.of(made.path("key").asText());
      }
    };
  }

  /// A key for the model: where one subscription alone gives it, that one.
  private Optional<String> subscription() {
    List<String> through = chosen.offer().subscriptions();
    return Optional.ofNullable(options.subscription)
        .or(() -> through.size() == 1 ? Optional.of(through.getFirst()) : Optional.empty());
  }

  private int deliver(Access access, Sheet sheet) {
    Setup setup = Template.of(client).fill(access, session.shell());
    if (options.write) {
      return write(access, setup, sheet);
    }
    sheet.print(client, access, setup);
    return ExitCode.OK;
  }

  private int write(Access access, Setup setup, Sheet sheet) {
    var placing = new Placing(access.url(), new PrivateFiles(session.shell().clock()));
    List<Placing.Placed> places = new ArrayList<>();
    for (Config file : setup.toWrite()) {
      try {
        places.add(placing.put(file));
      } catch (IOException e) {
        return session
            .shell()
            .fail(
                Place.shown(file.path(), session.shell())
                    + ": not written ("
                    + e
                    + "; expected: a file that this user may read and write)");
      }
    }
    sheet.placed(client, access, setup, places, options.print);
    return ExitCode.OK;
  }
}
