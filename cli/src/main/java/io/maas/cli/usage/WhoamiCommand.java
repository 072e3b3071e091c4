package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `maas whoami`: who the caller is to control.
@Command(name = "whoami", description = "Shows who the caller is to maas.")
public final class WhoamiCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public WhoamiCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/whoami"),
                "whoami",
                given ->
                    Documents.print(session.printer(format), given.body(), WhoamiCommand::table)));
  }

  /// A row for each fact, whichever there are.
  private static Table table(JsonNode caller) {
    Table table = Table.of("FACT", "VALUE");
    add(table, "", caller);
    return table;
  }

  private static void add(Table table, String prefix, JsonNode facts) {
    for (Map.Entry<String, JsonNode> fact : facts.properties()) {
      if (fact.getValue().isObject()) {
        add(table, prefix + fact.getKey() + ".", fact.getValue());
      } else {
        table.row(prefix + fact.getKey(), text(fact.getValue()));
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isArray() ? Items.joined(value) : value.asText("");
  }
}
