package io.maas.domain.resource.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.Role;
import io.maas.domain.access.RoleGrant;
import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Declare;
import io.maas.domain.resource.Flow;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TenantConfigSpecTest {

  private static final String NAME = "models-as-a-service/default-tenant";

  private static final Resource FULL =
      Declare.spec(
          Kind.TENANT_CONFIG,
          NAME,
          """
          {limits: [{limit: 5, window: day, scope: organization}], enforcement: strict, apiKeys: {maxExpirationDays: 30, maxPerUser: 5, onGroupChange: revoke},
           telemetry: {enabled: false, metrics: {captureOrganization: false, captureUser: true,
             captureGroup: true, captureModelUsage: false}},
           payloadProcessing: {replicas: 2, autoscaling: {maxReplicas: 5}},
           roles: [{role: tenant-admin, groups: [{name: leads}], users: [ada]},
             {role: auditor, groups: [{name: revision}]}]}
          """);

  @Test
  void readsEverything() {
    assertThat(Specs.read(FULL, Flow::value))
        .isEqualTo(
            new Specs.Valid(
                new TenantConfigSpec(
                    30,
                    5,
                    OnGroupChange.REVOKE,
                    false,
                    false,
                    true,
                    true,
                    false,
                    List.of(
                        new RateSpec(
                            Unit.TOTAL_TOKENS,
                            5,
                            Window.parse("day").orElseThrow(),
                            Scope.ORGANIZATION)),
                    Enforcement.STRICT,
                    List.of(
                        new RoleGrant(
                            Role.TENANT_ADMIN, new Subjects(Set.of("leads"), Set.of("ada"))),
                        new RoleGrant(Role.AUDITOR, new Subjects(Set.of("revision"), Set.of()))))));
  }

  @Test
  void hasTheReferencesDefaults() {
    Resource silent = Declare.content(Kind.TENANT_CONFIG, NAME, Map.of());

    assertThat(Specs.read(silent, Flow::value))
        .isEqualTo(new Specs.Valid(TenantConfigSpec.DEFAULT));
    assertThat(TenantConfigSpec.DEFAULT)
        .isEqualTo(
            new TenantConfigSpec(
                90,
                0,
                OnGroupChange.KEEP,
                true,
                true,
                false,
                false,
                true,
                List.of(),
                Enforcement.SETTLE,
                List.of()));
  }

  static List<Case> badInput() {
    return List.of(
        Case.of("spec.limits", "{}", "spec.limits: an object (expected: a list)"),
        Case.of("spec.limits[0].limit", "0", "spec.limits[0].limit: 0 (expected: a whole"),
        Case.of("spec.roles", "{}", "spec.roles: an object (expected: a list)"),
        Case.of("spec.roles[0].role", "platform-admin", "spec.roles[0].role: \"platform-admin\""),
        Case.of("spec.roles[0].users[0]", "''", "spec.roles[0].users[0]: \"\" (expected: text"),
        Case.of("spec.enforcement", "no", "spec.enforcement: \"no\" (expected: one of strict,"),
        Case.of("spec", "[]", "spec: a list of 0 (expected: an object)"),
        Case.of("spec.apiKeys.maxExpirationDays", "0", "spec.apiKeys.maxExpirationDays: 0 (exp"),
        Case.of("spec.apiKeys.maxExpirationDays", "'9'", "spec.apiKeys.maxExpirationDays: \"9\""),
        Case.of("spec.apiKeys.maxPerUser", "0", "spec.apiKeys.maxPerUser: 0 (expected"),
        Case.of(
            "spec.apiKeys.onGroupChange",
            "drop",
            "spec.apiKeys.onGroupChange: \"drop\" (expected: one of keep, refresh, revoke)"),
        Case.of("spec.telemetry.enabled", "'yes'", "spec.telemetry.enabled: \"yes\" (expected: tr"),
        Case.of("spec.telemetry.metrics.captureUser", "1", "spec.telemetry.metrics.captureUser: 1"),
        Case.of("spec.payloadProcessing.replicas", "101", "spec.payloadProcessing.replicas: 101"),
        Case.of(
            "spec.payloadProcessing.autoscaling.maxReplicas",
            "0",
            "spec.payloadProcessing.autoscaling.maxReplicas: 0"));
  }

  @ParameterizedTest
  @MethodSource
  void badInput(Case bad) {
    bad.verify(FULL);
  }
}
