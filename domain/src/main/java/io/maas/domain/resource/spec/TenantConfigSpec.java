package io.maas.domain.resource.spec;

import io.maas.domain.access.OnGroupChange;
import io.maas.domain.access.Role;
import io.maas.domain.access.RoleGrant;
import io.maas.domain.access.Subjects;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.ArrayList;
import java.util.List;

/// What a tenant decides for itself. Replicas and autoscaling are the cluster's, and not read.
///
/// @param maxExpirationDays how long an API key may live
/// @param maxKeysPerUser how many API keys a user may have at once; 0 for no bound
/// @param onGroupChange what becomes of API keys when their owners' groups change
/// @param telemetry whether anything is measured by person or organisation at all
/// @param captureOrganization whether metrics name organisations
/// @param captureUser whether metrics name users
/// @param captureGroup whether metrics name groups
/// @param captureModelUsage whether metrics name models
/// @param limits above all subscriptions
/// @param enforcement of these
/// @param roles who administers the tenant, and who audits it
public record TenantConfigSpec(
    int maxExpirationDays,
    int maxKeysPerUser,
    OnGroupChange onGroupChange,
    boolean telemetry,
    boolean captureOrganization,
    boolean captureUser,
    boolean captureGroup,
    boolean captureModelUsage,
    List<RateSpec> limits,
    Enforcement enforcement,
    List<RoleGrant> roles)
    implements Spec {

  /// The reference's longest life of a key where a tenant says nothing.
  public static final int DEFAULT_MAX_EXPIRATION_DAYS = 90;

  /// What a tenant without a configuration has.
  public static final TenantConfigSpec DEFAULT =
      new TenantConfigSpec(
          DEFAULT_MAX_EXPIRATION_DAYS,
          0,
          OnGroupChange.KEEP,
          true,
          true,
          false,
          false,
          true,
          List.of(),
          Enforcement.SETTLE,
          List.of());

  /// Nobody comes to administer the installation by what a tenant says.
  private static final Rule ROLE = Rule.oneOf(Role.TENANT_ADMIN.word(), Role.AUDITOR.word());

  static TenantConfigSpec read(Fields spec) {
    Fields keys = spec.section("apiKeys");
    Fields telemetry = spec.section("telemetry");
    Fields metrics = telemetry.section("metrics");
    Fields processing = spec.section("payloadProcessing");
    processing.whole("replicas", 1, 100, 1);
    processing.section("autoscaling").whole("maxReplicas", 1, 100, 10);
    return new TenantConfigSpec(
        (int) keys.whole("maxExpirationDays", 1, Integer.MAX_VALUE, DEFAULT.maxExpirationDays()),
        (int) keys.whole("maxPerUser", 1, Integer.MAX_VALUE, DEFAULT.maxKeysPerUser()),
        keys.choice("onGroupChange", OnGroupChange.class, DEFAULT.onGroupChange()),
        telemetry.flag("enabled", DEFAULT.telemetry()),
        metrics.flag("captureOrganization", DEFAULT.captureOrganization()),
        metrics.flag("captureUser", DEFAULT.captureUser()),
        metrics.flag("captureGroup", DEFAULT.captureGroup()),
        metrics.flag("captureModelUsage", DEFAULT.captureModelUsage()),
        RateSpec.read(spec.objects("limits"), Choice.TENANT),
        spec.choice("enforcement", Enforcement.class, DEFAULT.enforcement()),
        roles(spec));
  }

  private static List<RoleGrant> roles(Fields spec) {
    List<RoleGrant> grants = new ArrayList<>();
    for (Fields grant : spec.objects("roles")) {
      Subjects subjects = Parts.subjects(grant);
      Role.of(grant.text("role", ROLE))
          .ifPresent(role -> grants.add(new RoleGrant(role, subjects)));
    }
    return grants;
  }
}
