package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Rule;
import io.maas.domain.resource.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tenant. What the reference calls its gateway is a name that only one tenant may claim; how
/// requests find it here is said by host names, and by `/t/{name}/`. The reference's `rbac` is
/// deprecated there and not read.
///
/// @param gateway the name of its gateway, if it says one
/// @param hostnames under which it is reached, in small letters
/// @param issuer who vouches for its people besides maas itself
public record AiTenantSpec(
    @Nullable String gateway, List<String> hostnames, Tenant.@Nullable Issuer issuer)
    implements Spec {

  private static final int LONGEST_NAME = 41;
  private static final int MOST_HOSTNAMES = 64;
  private static final int LEAST_TTL = 30;
  private static final int USUAL_TTL = 300;

  private static final Rule NAME =
      Rule.matching(
          "a DNS label of 1 to 41 small letters, digits and -",
          "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
          LONGEST_NAME);

  /// What paths begin with besides tenants: a name that stands in both places is misread by people.
  private static final Set<String> RESERVED = Set.of("maas-api", "v1", "internal", "console", "t");

  private static final Rule HOSTNAME =
      new Rule(
          "a host name without scheme, port or path, and not this machine's own",
          host -> Rules.HOST.accepts().test(host) && !isThisMachine(host));

  private static final Rule ISSUER =
      new Rule(
          "an https:// URL of 9 to 2048 characters without blanks",
          url -> url.length() >= 9 && url.length() <= 2048 && url.matches("https://\\S+"));
  private static final Rule CLIENT =
      Rule.matching("1 to 256 characters without blanks", "\\S+", 256);

  static AiTenantSpec read(Resource resource, Fields spec, List<Violation> violations) {
    ResourceKey key = resource.key();
    if (!NAME.accepts().test(key.name())) {
      violations.add(new Violation("metadata.name", key.name(), NAME.expected()));
    }
    if (RESERVED.contains(key.name())) {
      violations.add(
          new Violation(
              "metadata.name", key.name(), "none of " + RESERVED.stream().sorted().toList()));
    }
    if (!key.namespace().equals(Kind.TENANTS_NAMESPACE)) {
      violations.add(
          new Violation(
              "metadata.namespace",
              key.namespace(),
              Kind.TENANTS_NAMESPACE + ", the configured AITenant infrastructure namespace"));
    }
    Fields gateway = spec.section("gateway");
    List<String> hostnames =
        gateway.texts("hostnames", HOSTNAME).stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (hostnames.size() > MOST_HOSTNAMES) {
      gateway.refuse("hostnames", "at most " + MOST_HOSTNAMES);
    }
    return new AiTenantSpec(
        gateway.textOrNull("name", Rule.DNS_LABEL), hostnames, issuer(spec.objectOrNull("oidc")));
  }

  static Tenant.@Nullable Issuer issuer(@Nullable Fields oidc) {
    return oidc == null
        ? null
        : new Tenant.Issuer(
            oidc.text("issuerUrl", ISSUER),
            oidc.text("clientId", CLIENT),
            (int) oidc.whole("ttl", LEAST_TTL, Integer.MAX_VALUE, USUAL_TTL));
  }

  private static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost") || host.startsWith("127.");
  }

  /// The gateway that it claims: its own, or one that goes by its name.
  public String gatewayOf(String name) {
    if (gateway != null) {
      return gateway;
    }
    return name.equals(Tenant.DEFAULT) ? DEFAULT_GATEWAY : name;
  }

  /// The gateway of the default tenant.
  public static final String DEFAULT_GATEWAY = "maas-default-gateway";

  /// Where the reference has its gateways.
  public static final String GATEWAY_NAMESPACE = "openshift-ingress";
}
