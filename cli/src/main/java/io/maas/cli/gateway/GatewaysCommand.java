package io.maas.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas gateways`: who counts together, and giving up one that will not come back.
@Command(
    name = "gateways",
    synopsisSubcommandLabel = "COMMAND",
    description = "Gateways that share their counters.")
public final class GatewaysCommand {
  private final Session session;

  public GatewaysCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "list",
      description = "Shows them, when each was heard of, and for which the others wait.")
  int list(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/gateways"),
                "gateways",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(given.entries()))));
  }

  @Command(
      name = "forget",
      description = {
        "Gives up a gateway that died without a word, so that nobody waits for it any more.",
        "What it served and did not write to the ledger is never known then."
      },
      footer = {"", "Example: maas gateways forget 3f6c0a91b2d4e857"})
  int forget(
      @Parameters(paramLabel = "ID", description = "As `maas gateways list` has it.") String id,
      @Option(names = "--force", description = "Also if it was heard of in the last half minute.")
          boolean force,
      @Mixin ConnectionOptions connection) {
    String subject = "gateway " + id;
    String query = force ? "?force=true" : "";
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete(Control.path("gateways", id) + query),
                subject,
                _ -> session.say(subject + ": given up")));
  }

  private static Table table(List<JsonNode> gateways) {
    Table table = Table.of("ID", "SEEN AT", "EPOCH", "WAITED FOR");
    gateways.forEach(gateway ->
        table.row(
            gateway.path("id").asText(""),
            gateway.path("seen_at").asText(""),
            gateway.path("acknowledged_epoch").asText(""),
            gateway.path("waited_for").asBoolean() ? "yes" : "no"));
    return table;
  }
}
