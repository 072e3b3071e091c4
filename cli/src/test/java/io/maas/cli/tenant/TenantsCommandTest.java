package io.maas.cli.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TenantsCommandTest {
  private static final String TEAM_A =
      """
      {"metadata":{"name":"team-a","namespace":"ai-tenants"},
       "spec":{"gateway":{"hostnames":["a.example","a2.example"]}},
       "status":{"phase":"Active","tenantNamespace":"ai-tenant-team-a",
         "conditions":[{"type":"Ready","reason":"Reconciled"}]}}
      """;

  @AutoClose private final FakeControl control = new FakeControl();

  @Test
  void listsTenants() {
    control.on("GET /resources/aitenants", 200, "{\"data\":[" + TEAM_A + "]}");

    var seen = Caller.of(control).call("tenants", "list");

    assertThat(seen.code()).isZero();
    assertThat(seen.out())
        .contains("NAME", "PHASE", "NAMESPACE", "HOSTS", "REASON")
        .contains("team-a", "Active", "ai-tenant-team-a", "a.example,a2.example", "Reconciled");
  }

  @Test
  void showsOne() {
    control.on("GET /resources/aitenants/ai-tenants/team-a", 200, TEAM_A);

    var seen = Caller.of(control).call("tenants", "get", "team-a", "-o", "json");

    assertThat(seen.out()).contains("\"tenantNamespace\"");
  }

  @Test
  void saysThatThereIsNone() {
    control.on(
        "GET /resources/aitenants/ai-tenants/none", 404, "{\"error\":\"AITenant not found\"}");

    var seen = Caller.of(control).call("tenants", "get", "none");

    assertThat(seen.code()).isNotZero();
    assertThat(seen.err()).contains("not found");
  }

  @Test
  void createsATenant() {
    control.on("PUT /resources/aitenants/ai-tenants/team-a", 201, TEAM_A);

    var seen =
        Caller.of(control)
            .call(
                "tenants",
                "create",
                "team-a",
                "--host",
                "a.example",
                "--issuer",
                "https://sso.example",
                "--client-id",
                "maas");

    assertThat(seen.out()).isEqualToIgnoringNewLines("tenant team-a: created");
    assertThat(control.last().body())
        .isEqualTo(
            "{\"apiVersion\":\"maas.opendatahub.io/v1alpha1\",\"kind\":\"AITenant\",\"metadata\":"
                + "{\"name\":\"team-a\",\"namespace\":\"ai-tenants\"},\"spec\":{\"gateway\":"
                + "{\"hostnames\":[\"a.example\"]},\"oidc\":{\"issuerUrl\":\"https://sso.example\","
                + "\"clientId\":\"maas\"}}}");
  }

  @Test
  void createsOneThatSaysNothing() {
    control.on("PUT /resources/aitenants/ai-tenants/team-a", 201, TEAM_A);

    Caller.of(control).call("tenants", "create", "team-a");

    assertThat(control.last().body()).endsWith("\"spec\":{}}");
  }

  @Test
  void printsTheTokenOfAnAdministratorAlone() {
    control.on("POST /tenants/team-a/admins", 201, "{\"token\":\"maas-1\"}");

    var seen = Caller.of(control).call("tenants", "admin", "team-a", "ann");

    assertThat(seen.out()).isEqualToIgnoringNewLines("maas-1");
    assertThat(control.last().body()).isEqualTo("{\"name\":\"ann\"}");
  }

  @Test
  void deletesATenant() {
    control.on("DELETE /resources/aitenants/ai-tenants/team-a", 200, "{\"result\":\"deleting\"}");

    var seen = Caller.of(control).call("tenants", "delete", "team-a");

    assertThat(seen.out()).isEqualToIgnoringNewLines("tenant team-a: deleting");
  }
}
