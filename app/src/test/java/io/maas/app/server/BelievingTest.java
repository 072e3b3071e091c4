package io.maas.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.identity.oidc.IssuerSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BelievingTest {
  private static final Tenants TENANTS =
      new Tenants(
          List.of(
              new Tenant("a", List.of(), new Tenant.Issuer("https://sso.example", "maas", 60)),
              new Tenant("b", List.of(), null)),
          "b");

  @Test
  void believesTheIssuerThatATenantDeclaresThereAlone() {
    List<IssuerSettings> ofA = Believing.of("a", List.of(), TENANTS);

    assertThat(ofA).hasSize(1);
    assertThat(ofA.getFirst().issuer()).isEqualTo("https://sso.example");
    assertThat(ofA.getFirst().clientId()).isEqualTo("maas");
    assertThat(ofA.getFirst().ttl()).isEqualTo(Duration.ofSeconds(60));
    assertThat(Believing.of("b", List.of(), TENANTS)).isEmpty();
    assertThat(Believing.of("nobody", List.of(), TENANTS)).isEmpty();
  }
}
