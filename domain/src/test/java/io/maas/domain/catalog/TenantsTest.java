package io.maas.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {

  private static final Tenant HOME = new Tenant(Tenant.DEFAULT, List.of("maas.example"), null);
  private static final Tenant A = new Tenant("team-a", List.of("a.example", "a2.example"), null);
  private static final Tenant B = new Tenant("team-b", List.of(), null);

  private final Tenants tenants = new Tenants(List.of(HOME, A, B), Tenant.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "a.example, /v1/models, team-a",
    "A2.Example, /v1/models, team-a",
    "maas.example, /v1/models, models-as-a-service",
    "10.0.0.1, /v1/models, models-as-a-service",
    "10.0.0.1, /t/team-a/v1/models, team-a",
    "maas.example, /t/team-b/v1/models, team-b",
    "maas.example, /t/models-as-a-service/v1/models, models-as-a-service",
    "a.example, /t/team-a/v1/models, team-a",
    "10.0.0.1, /t/team-a, team-a",
    "10.0.0.1, /teams/team-a/v1/models, models-as-a-service",
  })
  void findsTheTenantByHostAndByPath(String host, String path, String tenant) {
    assertThat(tenants.at(host, path)).isEqualTo(tenant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/t/team-b/v1/models", "/t/models-as-a-service/v1/models", "/t/x/v1"})
  void servesNobodyElseAtATenantsHost(String path) {
    assertThat(tenants.at("a.example", path)).isEqualTo(Tenants.NOBODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/t/nobody/v1/models", "/t/", "/t//v1", "/t/Team-A/v1", "/t/-/v1"})
  void sendsWhoNamesNoTenantToNobody(String path) {
    assertThat(tenants.at("10.0.0.1", path)).isEqualTo(Tenants.NOBODY);
  }

  @Test
  void sendsStrangeHostsWhereItIsTold() {
    Tenants closed = new Tenants(List.of(HOME, A), Tenants.NOBODY);

    assertThat(closed.at("b.example", "/v1/models")).isEqualTo(Tenants.NOBODY);
    assertThat(closed.at(null, "/v1/models")).isEqualTo(Tenants.NOBODY);
    assertThat(closed.at("maas.example", "/v1/models")).isEqualTo(Tenant.DEFAULT);
    assertThat(closed.at("b.example", "/t/team-a/v1/models")).isEqualTo("team-a");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models, /v1/models",
    "/t/team-a/v1/models, /v1/models",
    "/t/team-a, /",
    "/t/team-a/, /",
    "/t//v1/models, /v1/models",
    "/t/team-a/t/team-b/v1, /t/team-b/v1",
  })
  void takesTheTenantOffThePath(String path, String below) {
    assertThat(Tenants.below(path)).isEqualTo(below);
  }

  @Test
  void tellsEachTenantsRoot() {
    String root = "https://maas.example:8443";

    assertThat(HOME.url(root)).isEqualTo(root);
    assertThat(A.url(root)).isEqualTo("https://a.example:8443");
    assertThat(A.url("https://maas.example")).isEqualTo("https://a.example");
    assertThat(B.url(root)).isEqualTo(root + "/t/team-b");
  }
}
