package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.output.LimitText;
import io.maas.cli.output.Table;
import io.maas.cli.output.Table.Column;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `maas subscriptions`: what the caller may use, and how much of it.
@Command(
    name = "subscriptions",
    description = "Shows the caller's subscriptions: which models, and how much of them.")
public final class SubscriptionsCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public SubscriptionsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Question("/subscriptions", "subscriptions")
        .ask(session, connection, format, SubscriptionsCommand::table);
  }

  private static Table table(List<JsonNode> subscriptions) {
    Table table =
        new Table(
            List.of(
                Column.words("SUBSCRIPTION"),
                Column.numbers("PRIORITY"),
                Column.words("MODEL"),
                Column.words("LIMITS")));
    for (JsonNode subscription : subscriptions) {
      for (JsonNode model : subscription.path("model_refs")) {
        table.row(
            subscription.path("subscription_id_header").asText(""),
            subscription.path("priority").asText("0"),
            model.path("name").asText(""),
            LimitText.of(model.path("limits")));
      }
    }
    return table;
  }
}
