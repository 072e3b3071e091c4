package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTenantSpecTest {

  private static final String NAME = "models-as-a-service/default-tenant";

  @Test
  void readsATenantOfBefore() {
    String spec =
        """
        {gatewayRef: {namespace: openshift-ingress, name: gw}, apiKeys: {maxExpirationDays: 30},
         externalOIDC: {issuerUrl: "https://sso.example", clientId: c}}
        """;

    LegacyTenantSpec read = (LegacyTenantSpec) valid(Declare.spec(Kind.LEGACY_TENANT, NAME, spec));

    assertThat(read.config().maxExpirationDays()).isEqualTo(30);
    assertThat(read.gateway()).isEqualTo("gw");
    assertThat(read.issuer()).isEqualTo(new Tenant.Issuer("https://sso.example", "c", 300));
  }

  @Test
  void refusesWhatATenantOfNowMayNotSay() {
    Resource wrong =
        Declare.spec(Kind.LEGACY_TENANT, NAME, "{externalOIDC: {issuerUrl: x, clientId: c}}");

    assertThat(Specs.check(wrong, Flow::value))
        .extracting(Violation::field)
        .containsExactly("spec.externalOIDC.issuerUrl");
  }

  @Test
  void readsWhatIsDecidedForACluster() {
    Resource silent = Declare.content(Kind.CONFIG, "maas-api/default", Map.of());
    Resource said =
        Declare.spec(
            Kind.CONFIG,
            "maas-api/default",
            "{limitadorScrapeInterval: 1m30s, usageLogging: true}");

    assertThat(valid(silent)).isEqualTo(new ConfigSpec("30s", false));
    assertThat(valid(said)).isEqualTo(new ConfigSpec("1m30s", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"often", "30", "1s2s3s4s5s6s7s8s9s", "-1s"})
  void refusesIntervals(String interval) {
    Resource wrong =
        Declare.spec(
            Kind.CONFIG, "maas-api/default", "{limitadorScrapeInterval: '" + interval + "'}");

    assertThat(Specs.check(wrong, Flow::value)).hasSize(1);
  }

  private static Spec valid(Resource resource) {
    return ((Specs.Valid) Specs.read(resource, Flow::value)).spec();
  }
}
