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

/// How a configuration looks. What a shell or a file can take is the answer; the words around it
/// are remarks, so that `eval` and `>` get nothing else.
///
/// @param shell who reads it
/// @param printer where answers go
record Sheet(Shell shell, Printer printer) {

  /// Shows all of it, the key too.
  void print(Client client, Access access, Setup setup) {
    if (printer.format() != Format.table) {
      ObjectNode tree = about(client, access);
      ArrayNode files = tree.putArray("files");
      setup
          .files()
          .forEach(file ->
              files.addObject().put("path", file.path().toString()).put("content", file.content()));
      ObjectNode env = tree.putObject("env");
      setup.env().forEach(env::put);
      print(tree.put("command", setup.run()));
      return;
    }
    boolean more = false;
    if (!setup.env().isEmpty()) {
      heading("Environment");
      printer.out().print(setup.exports());
      more = true;
    }
    for (Config file : setup.files()) {
      printer.out().print(more ? "\n" : "");
      printer.out().flush();
      heading(Place.shown(file.path(), shell));
      printer.out().print(file.content());
      more = true;
    }
    printer.out().flush();
    command(setup.run());
  }

  /// Shows what became of its files, without what is in them.
  void placed(Client client, Access access, Setup setup, List<Placing.Placed> places) {
    if (printer.format() != Format.table) {
      ObjectNode tree = about(client, access);
      ArrayNode files = tree.putArray("files");
      for (Placing.Placed placed : places) {
        ObjectNode file = files.addObject();
        file.put("path", placed.path().toString()).put("outcome", placed.how().name());
        placed.backup().ifPresent(backup -> file.put("backup", backup.toString()));
      }
      print(tree.put("command", setup.run()));
      return;
    }
    for (Placing.Placed placed : places) {
      printer.out().println(line(placed));
    }
    printer.out().flush();
    for (Placing.Placed placed : places) {
      if (placed.why() != null) {
        String how = setup.beside().replace("${beside}", word(placed));
        command(how.isEmpty() ? "# copy it in by hand" : how);
      }
    }
    String source =
        setup.isSourced() ? ". " + Setup.quoted(setup.envPlace().toString()) + "\n" : "";
    command(source + setup.run());
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

  private static ObjectNode about(Client client, Access access) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("client", client.name())
        .put("model", access.model());
  }

  private void print(ObjectNode tree) {
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
