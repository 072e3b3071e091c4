package io.maas.cli.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Answer;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas subscription`: asking for one, and answering who asks.
@Command(
    name = "subscription",
    synopsisSubcommandLabel = "COMMAND",
    description = "Asks for subscriptions, and answers who asks.")
public final class SubscriptionCommand {
  private static final String REQUESTS = "/subscription-requests";
  private static final String ID = "As `maas subscription requests` shows it.";

  private final Session session;

  public SubscriptionCommand(Session session) {
    this.session = session;
  }

  @Command(name = "offers", description = "Shows the subscriptions that may be asked for.")
  int offers(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return show(
        control -> control.get("/subscription-offers"),
        "offers",
        format,
        connection,
        SubscriptionCommand::offered);
  }

  @Command(
      name = "request",
      description = "Asks for a subscription; its approvers answer.",
      footer = {"", "Example: maas subscription request gold --reason 'the demo on Friday'"})
  int request(
      @Parameters(paramLabel = "SUBSCRIPTION", description = "NAME or NAMESPACE/NAME.") String name,
      @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
          @Nullable String reason,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    ObjectNode wish = body("reason", reason).put("subscription", name);
    return one(control -> control.post(REQUESTS, wish), "subscription " + name, format, connection);
  }

  @Command(
      name = "requests",
      description = "Shows what the caller asked for, and what others ask of the caller.")
  int requests(
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description = "open, approved, denied, withdrawn, revoked or ended (default: all).")
          @Nullable String status,
      @Option(
              names = {"-s", "--subscription"},
              paramLabel = "SUBSCRIPTION",
              description = "Only of this one.")
          @Nullable String subscription,
      @Option(names = "--offset", paramLabel = "N", description = "Skips so many.") int offset,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    String query =
        "?limit=100&offset="
            + offset
            + (status == null ? "" : "&status=" + Control.encoded(status))
            + (subscription == null ? "" : "&subscription=" + Control.encoded(subscription));
    return show(
        control -> control.get(REQUESTS + query),
        "requests",
        format,
        connection,
        SubscriptionCommand::table);
  }

  @Command(name = "withdraw", description = "Withdraws an open request of the caller's.")
  int withdraw(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return one(
        control -> control.delete(REQUESTS + Control.path(id)),
        "request " + id,
        format,
        connection);
  }

  @Command(name = "approve", description = "Gives the subscription to whoever asked for it.")
  int approve(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--note", paramLabel = "TEXT", description = "To the user.")
          @Nullable String note,
      @Option(
              names = "--expires-in",
              paramLabel = "DURATION",
              description = "For so long, such as 30d (default: until it is revoked).")
          @Nullable String expiresIn,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    ObjectNode answer = body("note", note);
    if (expiresIn != null) {
      answer.put("expiresIn", expiresIn);
    }
    return answer(id, "approve", answer, format, connection);
  }

  @Command(name = "deny", description = "Denies a request.")
  int deny(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--note", paramLabel = "TEXT", description = "To the user.")
          @Nullable String note,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return answer(id, "deny", body("note", note), format, connection);
  }

  @Command(
      name = "revoke",
      description = "Takes back what was approved; keys bound to it are refused at once.")
  int revoke(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--note", paramLabel = "TEXT", description = "To the user.")
          @Nullable String note,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return answer(id, "revoke", body("note", note), format, connection);
  }

  private int answer(
      String id, String what, ObjectNode body, FormatOption format, ConnectionOptions connection) {
    return one(
        control -> control.post(REQUESTS + Control.path(id, what), body),
        "request " + id,
        format,
        connection);
  }

  private int one(
      Function<Control, Answer> ask,
      String subject,
      FormatOption format,
      ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                ask.apply(control),
                subject,
                given -> {
                  Documents.print(
                      session.printer(format), given.body(), each -> table(List.of(each)));
                  warn(given.body());
                }));
  }

  /// The approval alone does not let the user use these.
  private void warn(JsonNode request) {
    List<String> models = new ArrayList<>();
    request.path("modelsWithoutPolicy").forEach(model -> models.add(model.asText()));
    if (!models.isEmpty()) {
      session
          .shell()
          .remark(
              "no policy lets %s use %s yet"
                  .formatted(request.path("username").asText("?"), String.join(", ", models)));
    }
  }

  private int show(
      Function<Control, Answer> ask,
      String subject,
      FormatOption format,
      ConnectionOptions connection,
      Function<List<JsonNode>, Table> table) {
    return session.with(
        connection,
        control ->
            session.tell(
                ask.apply(control),
                subject,
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table.apply(given.entries()))));
  }

  private static Table offered(List<JsonNode> offers) {
    Table table = Table.of("SUBSCRIPTION", "DESCRIPTION", "MODELS");
    for (JsonNode offer : offers) {
      List<String> models = new ArrayList<>();
      offer.path("models").forEach(model -> models.add(model.asText()));
      table.row(
          offer.path("name").asText(""),
          offer.path("description").asText(offer.path("displayName").asText("")),
          String.join(", ", models));
    }
    return table;
  }

  private static Table table(List<JsonNode> requests) {
    Table table =
        Table.of("ID", "USER", "SUBSCRIPTION", "STATUS", "ASKED", "BY", "UNTIL", "REASON", "NOTE");
    for (JsonNode request : requests) {
      table.row(
          request.path("id").asText(""),
          request.path("username").asText(""),
          request.path("subscription").asText(""),
          request.path("status").asText(""),
          request.path("createdAt").asText(""),
          request.path("endedBy").asText(request.path("decidedBy").asText("")),
          request.path("expiresAt").asText(""),
          request.path("reason").asText(""),
          request.path("endNote").asText(request.path("note").asText("")));
    }
    return table;
  }

  private static ObjectNode body(String field, @Nullable String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (text != null) {
      body.put(field, text);
    }
    return body;
  }
}
