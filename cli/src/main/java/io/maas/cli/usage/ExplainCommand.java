package io.maas.cli.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Format;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas explain`: why a call is allowed, or is not.
@Command(
    name = "explain",
    description = {
      "Says whether a call of a model would be allowed, which resources decide, and what was found"
          + " of each. Limits are `maas quota`'s."
    },
    footer = {"", "Example: maas explain granite --user alice"})
public final class ExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "MODEL", description = "Any name of a model.")
  private String model = "";

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Whose call (default: the caller's own); for administrators.")
  private @Nullable String user;

  @Option(
      names = {"-s", "--subscription"},
      paramLabel = "SUBSCRIPTION",
      description = "The one that the call would name.")
  private @Nullable String subscription;

  @Mixin private FormatOption format = new FormatOption();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  public ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String query =
        "/explain?model="
            + Control.encoded(model)
            + (user == null ? "" : "&user=" + Control.encoded(user))
            + (subscription == null ? "" : "&subscription=" + Control.encoded(subscription));
    String subject = user == null ? "explain" : "user " + user;
    return session.with(
        connection, control -> session.tell(control.get(query), subject, g -> print(g.body())));
  }

  private void print(JsonNode answer) {
    if (format.format() == Format.table) {
      session.say(verdict(answer));
    }
    Documents.print(session.printer(format), answer, ExplainCommand::table);
  }

  private static String verdict(JsonNode answer) {
    List<String> by =
        Items.of(answer.path("decided_by")).stream()
            .map(each -> each.path("kind").asText() + " " + each.path("name").asText())
            .toList();
    String because = by.isEmpty() ? "" : by.stream().collect(Collectors.joining(", ", " (", ")"));
    String who = answer.path("user").asText() + " ";
    String what = answer.path("model").asText();
    return answer.path("allowed").asBoolean()
        ? who + "may use " + what + " under " + answer.path("subscription").asText() + because
        : who
            + "may not use "
            + what
            + ": "
            + answer.path("status").asInt()
            + " "
            + answer.path("message").asText()
            + because;
  }

  private static Table table(JsonNode answer) {
    Table table = Table.of("", "KIND", "NAME", "FOUND");
    for (JsonNode finding : Items.of(answer.path("findings"))) {
      table.row(
          finding.path("holds").asBoolean() ? "yes" : "no",
          finding.path("kind").asText(),
          finding.path("name").asText(),
          finding.path("why").asText());
    }
    return table;
  }
}
