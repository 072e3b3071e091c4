package io.maas.cli.connect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Documents.Printer;
import io.maas.cli.output.Format;
import io.maas.cli.output.Table;
import io.maas.cli.shell.Shell;
import java.util.List;
import java.util.Optional;

/// How a configuration looks. What a shell or a file can take is the answer; the words around it
/// are remarks, so that `eval` and `>` get nothing else.
///
/// @param shell who reads it
/// @param printer where answers go
record Sheet(Shell shell, Printer printer) {

  /// Shows all of it, the key too.
  void print(Client client, Access access, Setup setup) {
    if (printer.format() != Format.table) {
      document(about(client, access, setup));
      return;
    }
    contents(setup);
    command(setup.run());
  }

  /// Shows what became of its files.
  ///
  /// @param inFull whether what is in them, the key too
  void placed(
      Client client, Access access, Setup setup, List<Placing.Placed> places, boolean inFull) {
    if (printer.format() != Format.table) {
      ObjectNode tree = about(client, access, setup);
      if (!inFull) {
        tree.remove(List.of("files", "env"));
      }
      tree.set("written", outcomes(places));
      document(tree);
      return;
    }
    if (inFull) {
      contents(setup);
      shell.remark("");
    }
    places.forEach(placed -> printer.out().println(line(placed)));
    printer.out().flush();
    String source =
        setup.isSourced() ? ". " + Setup.quoted(setup.envPlace().toString()) + "\n" : "";
    command(source + run(setup, places));
  }

  /// What to type so that the client reads what was written.
  private static String run(Setup setup, List<Placing.Placed> places) {
    Optional<Placing.Placed> beside =
        places.stream().filter(placed -> placed.how() == Placing.How.beside).findFirst();
    if (beside.isEmpty()) {
      return setup.run();
    }
    return setup.beside().isEmpty()
        ? "# once what is in " + beside.get().path() + " is in the client's own:\n" + setup.run()
        : setup.beside().replace("${beside}", word(beside.get()));
  }

  private void contents(Setup setup) {
    boolean more = !setup.env().isEmpty();
    if (more) {
      heading("Environment");
      printer.out().print(setup.exports());
    }
    for (Config file : setup.files()) {
      printer.out().print(more ? "\n" : "");
      printer.out().flush();
      heading(Place.shown(file.path(), shell));
      printer.out().print(file.content());
      more = true;
    }
    printer.out().flush();
  }

  private static ArrayNode outcomes(List<Placing.Placed> places) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Placing.Placed placed : places) {
      ObjectNode file = all.addObject();
      file.put("path", placed.path().toString()).put("outcome", placed.how().name());
      placed.backup().ifPresent(backup -> file.put("backup", backup.toString()));
      if (placed.why() != null) {
        file.put("reason", placed.why());
      }
    }
    return all;
  }

  private static String word(Placing.Placed placed) {
    String path = placed.path().toString();
    return path.matches("[A-Za-z0-9._/-]+") ? path : Setup.quoted(path);
  }

  private String line(Placing.Placed placed) {
    String kept =
        placed.backup().map(backup -> "; as it was: " + Place.shown(backup, shell)).orElse("");
    String why = placed.why() == null ? "" : ", as the client's own " + placed.why();
    return Place.shown(placed.path(), shell) + ": " + placed.how() + why + kept;
  }

  private static ObjectNode about(Client client, Access access, Setup setup) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("client", client.name()).put("model", access.model());
    ArrayNode files = tree.putArray("files");
    for (Config file : setup.files()) {
      files.addObject().put("path", file.path().toString()).put("content", file.content());
    }
    ObjectNode env = tree.putObject("env");
    setup.env().forEach(env::put);
    return tree.put("command", setup.run());
  }

  private void document(ObjectNode tree) {
    Documents.print(printer, tree, _ -> Table.of());
  }

  private void heading(String text) {
    shell.remark(printer.colours() ? "\u001b[1m" + text + "\u001b[0m" : text);
  }

  private void command(String text) {
    shell.remark("");
    heading("Then");
    shell.remark(text);
  }
}
