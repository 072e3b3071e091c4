package io.maas.cli.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.connection.ConnectionOptions;
import io.maas.cli.http.Control;
import io.maas.cli.output.Documents;
import io.maas.cli.output.Items;
import io.maas.cli.output.Table;
import io.maas.cli.session.FormatOption;
import io.maas.cli.session.Session;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `maas tenants`: organisations of their own in one installation, declared as AITenants.
@Command(
    name = "tenants",
    synopsisSubcommandLabel = "COMMAND",
    description = "Tenants: each has people, keys, models, limits and books of its own.")
public final class TenantsCommand {
  private static final String API_VERSION = "maas.opendatahub.io/v1alpha1";
  private static final String NAMESPACE = "ai-tenants";

  private final Session session;

  public TenantsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "Shows the tenants, and how each is reached.")
  int list(@Mixin FormatOption format, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get("/resources/aitenants"),
                "tenants",
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(given.entries()))));
  }

  @Command(name = "get", description = "Shows one tenant with its status.")
  int get(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin FormatOption format,
      @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.get(path(name)),
                subject(name),
                given ->
                    Documents.print(
                        session.printer(format), given.body(), _ -> table(List.of(given.body())))));
  }

  @Command(
      name = "create",
      description = "Makes a tenant, reached by /t/NAME/ and by the host names given.",
      footer = {"", "Example: maas tenants create team-a --host team-a.maas.example"})
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--host",
              paramLabel = "HOST",
              description = "A host name of the tenant's own; as often as needed.")
          @Nullable List<String> hosts,
      @Option(
              names = "--issuer",
              paramLabel = "URL",
              description = "An OpenID Connect issuer that vouches for the tenant's people.")
          @Nullable String issuer,
      @Option(
              names = "--client-id",
              paramLabel = "ID",
              description = "Whom the issuer's tokens are for.")
          @Nullable String client,
      @Mixin ConnectionOptions connection) {
    ObjectNode tenant = JsonNodeFactory.instance.objectNode();
    tenant.put("apiVersion", API_VERSION).put("kind", "AITenant");
    tenant.putObject("metadata").put("name", name).put("namespace", NAMESPACE);
    ObjectNode spec = tenant.putObject("spec");
    if (hosts != null) {
      hosts.forEach(spec.putObject("gateway").putArray("hostnames")::add);
    }
    if (issuer != null || client != null) {
      spec.putObject("oidc").put("issuerUrl", issuer).put("clientId", client);
    }
    return session.with(
        connection,
        control ->
            session.tell(
                control.put(path(name), tenant),
                subject(name),
                _ -> session.say(subject(name) + ": created")));
  }

  @Command(
      name = "admin",
      description = "Makes an administrator of a tenant, and prints a token of theirs once.",
      footer = {"", "Example: MAAS_TOKEN=$(maas tenants admin team-a ann)"})
  int admin(
      @Parameters(index = "0", paramLabel = "TENANT") String tenant,
      @Parameters(index = "1", paramLabel = "USER") String user,
      @Mixin ConnectionOptions connection) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", user);
    return session.with(
        connection,
        control ->
            session.tell(
                control.post(Control.path("tenants", tenant, "admins"), body),
                "user " + user,
                given -> session.say(given.body().path("token").asText(""))));
  }

  @Command(
      name = "delete",
      description =
          "Deletes a tenant: its keys are revoked at once, its people and rules go; its usage stays"
              + " in the ledger.")
  int delete(@Parameters(paramLabel = "NAME") String name, @Mixin ConnectionOptions connection) {
    return session.with(
        connection,
        control ->
            session.tell(
                control.delete(path(name)),
                subject(name),
                given ->
                    session.say(
                        subject(name) + ": " + given.body().path("result").asText("deleted"))));
  }

  private static String path(String name) {
    return Control.path("resources", "aitenants", NAMESPACE, name);
  }

  private static String subject(String name) {
    return "tenant " + name;
  }

  private static Table table(List<JsonNode> tenants) {
    Table table = Table.of("NAME", "PHASE", "NAMESPACE", "HOSTS", "REASON");
    for (JsonNode tenant : tenants) {
      table.row(
          tenant.at("/metadata/name").asText(""),
          tenant.at("/status/phase").asText("Pending"),
          tenant.at("/status/tenantNamespace").asText(""),
          Items.of(tenant.at("/spec/gateway/hostnames")).stream()
              .map(JsonNode::asText)
              .collect(Collectors.joining(",")),
          tenant.at("/status/conditions/0/reason").asText(""));
    }
    return table;
  }
}
