package io.maas.cli.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `maas group`: who belongs together.
@Command(
    name = "group",
    synopsisSubcommandLabel = "COMMAND",
    description = "Groups of local users; tiers, subscriptions and policies name them.")
public final class GroupCommand {
  private final Session session;

  public GroupCommand(Session session) {
    this.session = session;
  }

  @Command(name = "create", description = "Creates a group.")
  int create(@Parameters(paramLabel = "GROUP") String group, @Mixin ConnectionOptions connection) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put("name", group);
    return session.with(
        connection,
        control ->
            session.tell(
                control.post("/groups", body), subject(group), _ -> said(group, "created")));
  }

  @Command(name = "list", description = "Shows the groups and their members.")
  int list(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/groups"),
                "groups",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(given.entries()))));
  }

  @Command(name = "add", description = "Adds a user to a group; it counts from the next request.")
  int add(
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "USER") String user,
      @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.put(member(group, user)),
                "user " + user + " or " + subject(group),
                _ -> said(group, user + " added")));
  }

  @Command(name = "remove", description = "Takes a user out of a group.")
  int remove(
      @Parameters(paramLabel = "GROUP") String group,
      @Parameters(paramLabel = "USER") String user,
      @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete(member(group, user)),
                "user " + user + " in " + subject(group),
                _ -> said(group, user + " removed")));
  }

  @Command(name = "delete", description = "Deletes a group; its members stay.")
  int delete(@Parameters(paramLabel = "GROUP") String group, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete("/groups" + Control.path(group)),
                subject(group),
                _ -> said(group, "deleted")));
  }

  private void said(String group, String what) {
    session.say(subject(group) + ": " + what);
  }

  private static String subject(String group) {
    return "group " + group;
  }

  private static String member(String group, String user) {
    return Control.path("groups", group, "members", user);
  }

  private static Table table(List<JsonNode> groups) {
    Table table = Table.of("NAME", "MEMBERS");
    groups.forEach(
        group -> table.row(group.path("name").asText(""), Items.joined(group.path("members"))));
    return table;
  }
}
