package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `maas models`: the models that the caller may use.
@Command(name = "models", description = "Shows the models that the caller may use.")
public final class ModelsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public ModelsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Question("/models", "models").ask(session, connection, format, ModelsCommand::table);
  }

  private static Table table(List<JsonNode> models) {
    Table table = Table.of("ID", "MODEL", "NAME", "SUBSCRIPTIONS", "URL");
    for (JsonNode model : models) {
      table.row(
          model.path("id").asText(""),
          model.path("owned_by").asText(""),
          model.path("modelDetails").path("displayName").asText(""),
          Items.joined(model.path("subscriptions"), s -> s.path("name").asText(), ","),
          model.path("url").asText(""));
    }
    return table;
  }
}
