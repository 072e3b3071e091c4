package io.maas.domain.resource;

import io.maas.domain.catalog.Tenant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of resource, with the reference's groups and names, and those of our own.
public enum Kind {
  MODEL_REF("maas.opendatahub.io/v1alpha1", "MaaSModelRef", "maasmodelrefs"),
  AUTH_POLICY("maas.opendatahub.io/v1alpha1", "MaaSAuthPolicy", "maasauthpolicies"),
  SUBSCRIPTION("maas.opendatahub.io/v1alpha1", "MaaSSubscription", "maassubscriptions"),
  /// The first generation of external models: provider, endpoint and credential in one.
  LEGACY_EXTERNAL_MODEL("maas.opendatahub.io/v1alpha1", "ExternalModel", "externalmodels"),
  EXTERNAL_MODEL("inference.opendatahub.io/v1alpha1", "ExternalModel", "externalmodels"),
  EXTERNAL_PROVIDER("inference.opendatahub.io/v1alpha1", "ExternalProvider", "externalproviders"),
  /// KServe's: a model that runs here, on a cluster or where the process says.
  INFERENCE_SERVICE(
      "serving.kserve.io/v1alpha2", "LLMInferenceService", "llminferenceservices", "v1alpha1"),
  TENANT_CONFIG("maas.opendatahub.io/v1alpha1", "MaasTenantConfig", "maastenantconfigs"),
  /// How the reference declared a tenant before: taken, and turned into the two kinds around it.
  LEGACY_TENANT("maas.opendatahub.io/v1alpha1", "Tenant", "tenants"),
  AI_TENANT("maas.opendatahub.io/v1alpha1", "AITenant", "aitenants"),
  /// What the reference decides for a whole cluster.
  CONFIG("maas.opendatahub.io/v1alpha1", "Config", "configs"),
  /// Ours: the reference has nothing that people share beyond a subscription.
  TEAM("maas.io/v1alpha1", "Team", "teams"),
  /// Only `tier-to-group-mapping` means anything to us.
  CONFIG_MAP("v1", "ConfigMap", "configmaps");

  /// The namespace of the default tenant: its policies, its subscriptions and its tiers' implicit
  /// ones.
  public static final String TENANT_NAMESPACE = Tenant.DEFAULT;

  /// The one namespace of tenants.
  public static final String TENANTS_NAMESPACE = "ai-tenants";

  /// The namespace of the control plane, where the reference keeps its tiers.
  public static final String CONTROL_NAMESPACE = "maas-api";

  private final String apiVersion;
  private final String kind;
  private final String plural;
  private final String olderVersion;

  Kind(String apiVersion, String kind, String plural) {
    this(apiVersion, kind, plural, "");
  }

  Kind(String apiVersion, String kind, String plural, String olderVersion) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.plural = plural;
    this.olderVersion = olderVersion;
  }

  /// What documents of it say when they are written; they may be read in an older version.
  public String apiVersion() {
    return apiVersion;
  }

  public String kind() {
    return kind;
  }

  /// As in a path or on a command line.
  public String plural() {
    return plural;
  }

  /// Where a resource of this kind lives when its document names no namespace: the tenant's for
  /// what governs, the control plane's for the tiers, and `default` for what models are made of.
  public String home() {
    return switch (this) {
      case AUTH_POLICY, SUBSCRIPTION, TENANT_CONFIG, LEGACY_TENANT, TEAM -> TENANT_NAMESPACE;
      case AI_TENANT -> TENANTS_NAMESPACE;
      case CONFIG_MAP, CONFIG -> CONTROL_NAMESPACE;
      case MODEL_REF, LEGACY_EXTERNAL_MODEL, EXTERNAL_MODEL, EXTERNAL_PROVIDER, INFERENCE_SERVICE ->
          "default";
    };
  }

  /// The one name that a resource of this kind may have, if there is only one.
  public Optional<String> onlyName() {
    return switch (this) {
      case TENANT_CONFIG, LEGACY_TENANT -> Optional.of("default-tenant");
      case CONFIG -> Optional.of("default");
      case CONFIG_MAP -> Optional.of("tier-to-group-mapping");
      case MODEL_REF,
          AUTH_POLICY,
          SUBSCRIPTION,
          TEAM,
          AI_TENANT,
          LEGACY_EXTERNAL_MODEL,
          EXTERNAL_MODEL,
          EXTERNAL_PROVIDER,
          INFERENCE_SERVICE ->
          Optional.empty();
    };
  }

  /// The part of the API version before the slash; empty for the core group.
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /// The kind that a document names.
  public static Optional<Kind> of(String apiVersion, String kind) {
    return Arrays.stream(values())
        .filter(k -> k.kind.equals(kind) && k.isOf(apiVersion))
        .findFirst();
  }

  private boolean isOf(String version) {
    return version.equals(apiVersion)
        || (!olderVersion.isEmpty() && version.equals(group() + "/" + olderVersion));
  }

  /// The kind that a person names: singular or plural, any case, with or without `.group` or
  /// `.version.group`. Without a group the newer of two kinds of one name is meant.
  public static Optional<Kind> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    String bare = dot < 0 ? wanted : wanted.substring(0, dot);
    String group = dot < 0 ? "" : wanted.substring(dot + 1).replaceFirst("^v1(alpha[12])?\\.", "");
    return Arrays.stream(values())
        .filter(k ->
            bare.equals(k.plural)
                || bare.equals(k.kind.toLowerCase(Locale.ROOT))
                || (k == AI_TENANT && bare.equals("ait"))
                || (k == CONFIG && bare.equals("maasconfig")))
        .filter(k -> group.isEmpty() || group.equals(k.group()))
        .max((a, b) -> Boolean.compare(a.isCurrent(), b.isCurrent()));
  }

  private boolean isCurrent() {
    return this != LEGACY_EXTERNAL_MODEL;
  }
}
