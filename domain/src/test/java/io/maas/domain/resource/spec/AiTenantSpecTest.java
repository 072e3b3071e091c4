package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AiTenantSpecTest {

  @Test
  void readsEverything() {
    String spec =
        """
        {gateway: {name: team-a-gateway, hostnames: [A.example, a.example, a2.example]},
         oidc: {issuerUrl: "https://sso.example.com/realms/team-a", clientId: maas-client, ttl: 60},
         rbac: {admins: [{kind: User, name: eve}]}}
        """;

    assertThat(Specs.read(Declare.spec(Kind.AI_TENANT, "ai-tenants/team-a", spec), Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new AiTenantSpec(
                    "team-a-gateway",
                    List.of("a.example", "a2.example"),
                    new Tenant.Issuer(
                        "https://sso.example.com/realms/team-a", "maas-client", 60))));
  }

  @Test
  void needsNothingButAName() {
    assertThat(
            Specs.read(Declare.content(Kind.AI_TENANT, "ai-tenants/team-a", Map.of()), Flow::value))
        .isEqualTo(new Specs.Valid(new AiTenantSpec(null, List.of(), null)));
    String oidc = "{oidc: {issuerUrl: 'https://sso.example', clientId: c}}";
    assertThat(Specs.read(Declare.spec(Kind.AI_TENANT, "ai-tenants/team-a", oidc), Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new AiTenantSpec(
                    null, List.of(), new Tenant.Issuer("https://sso.example", "c", 300))));
  }

  @Test
  void claimsAGatewayByItsOwnNameIfItSaysNone() {
    AiTenantSpec silent = new AiTenantSpec(null, List.of(), null);

    assertThat(silent.gatewayOf("team-a")).isEqualTo("team-a");
    assertThat(silent.gatewayOf("models-as-a-service")).isEqualTo("maas-default-gateway");
    assertThat(new AiTenantSpec("g", List.of(), null).gatewayOf("team-a")).isEqualTo("g");
  }

  @Test
  void isOnlyInTheNamespaceOfTenants() {
    assertThat(flaws("elsewhere/team-a", "{}"))
        .containsExactly(
            new Violation(
                "metadata.namespace",
                "elsewhere",
                "ai-tenants, the configured AITenant infrastructure namespace"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "team.a",
        "a23456789012345678901234567890123456789012",
        "maas-api",
        "v1",
        "internal",
        "console",
        "t"
      })
  void refusesNames(String name) {
    assertThat(flaws("ai-tenants/" + name, "{}"))
        .extracting(Violation::field)
        .containsExactly("metadata.name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{gateway: {name: A_b}}",
        "{gateway: {hostnames: ['https://a.example']}}",
        "{gateway: {hostnames: ['a.example:8443']}}",
        "{gateway: {hostnames: [localhost]}}",
        "{gateway: {hostnames: ['127.0.0.1']}}",
        "{oidc: {clientId: c}}",
        "{oidc: {issuerUrl: 'https://sso.example'}}",
        "{oidc: {issuerUrl: 'http://sso.example', clientId: c}}",
        "{oidc: {issuerUrl: 'https://sso .example', clientId: c}}",
        "{oidc: {issuerUrl: 'https://sso.example', clientId: 'c d'}}",
        "{oidc: {issuerUrl: 'https://sso.example', clientId: c, ttl: 29}}",
      })
  void refuses(String spec) {
    assertThat(flaws("ai-tenants/team-a", spec)).hasSize(1);
  }

  private static List<Violation> flaws(String name, String spec) {
    return Specs.check(Declare.spec(Kind.AI_TENANT, name, spec), Flow::value);
  }
}
