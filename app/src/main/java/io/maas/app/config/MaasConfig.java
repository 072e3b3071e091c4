package io.maas.app.config;

import io.maas.domain.ledger.Retention;
import io.maas.http.ClientAddresses;
import io.maas.http.Farewell;
import io.maas.http.Tls;
import io.maas.identity.password.Argon2Cost;
import io.maas.store.kubernetes.http.ApiAddress;
import io.maas.store.valkey.ValkeyAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the process is configured. What is not possible cannot be constructed; [Configuration] reads
/// it from what people wrote. No secret of it shows in [#toString].
///
/// @param role what this process is
/// @param host where the gateway and the API listen
/// @param port at which port; 0 for a free one
/// @param managementPort where metrics, health and readiness are; 0 for a free port
/// @param internal where control's internal endpoints are
/// @param data the data directory, absolute
/// @param resources files and folders to apply and to follow
/// @param demo whether to bring the demo
/// @param postgres the database; null for an embedded one in the data directory
/// @param valkey where counters are shared; null for counters of this process
/// @param responseCache bytes of answers that this gateway keeps
/// @param simulator a simulator that runs already; null for one of this process
/// @param inference what answers for the models that should run here
/// @param tls the certificate; null for clear text
/// @param transport `auto`, `io_uring`, `epoll` or `nio`
/// @param allowLoopback whether a model's endpoint may be on this machine
/// @param knownHostsOnly whether a host name of no tenant's is nobody's
/// @param farewell how it takes leave of its clients
/// @param retention how long the ledger keeps what
/// @param auditDays how long the audit logs are kept; 0 for ever
/// @param expiryWebhook where it is said that keys end soon; null for nowhere
/// @param outbound how engines and providers are reached
/// @param kubernetes a cluster whose secrets are looked for too; null for none
/// @param platformAdminGroups whose members administer the installation
/// @param clients tells where requests come from
/// @param credentials what the environment alone may hold
/// @param kubernetesUsers the audience of tokens that the cluster reviews; null if it does not
/// @param oidc issuers of tokens that are believed, each by its tenant
/// @param passwords what it costs to try one
public record MaasConfig(
    Role role,
    String host,
    int port,
    int managementPort,
    Internal internal,
    Path data,
    List<Path> resources,
    boolean demo,
    @Nullable Database postgres,
    @Nullable ValkeyAddress valkey,
    long responseCache,
    @Nullable URI simulator,
    Inference inference,
    @Nullable Tls tls,
    String transport,
    boolean allowLoopback,
    boolean knownHostsOnly,
    Farewell farewell,
    Retention retention,
    int auditDays,
    @Nullable URI expiryWebhook,
    Outbound outbound,
    @Nullable ApiAddress kubernetes,
    Set<String> platformAdminGroups,
    ClientAddresses clients,
    Credentials credentials,
    @Nullable String kubernetesUsers,
    List<Believed> oidc,
    Argon2Cost passwords) {

  /// Whoever is to look into something must find it.
  private static final int FEWEST_AUDIT_DAYS = 30;

  public MaasConfig {
    oidc = List.copyOf(oidc);
    resources = List.copyOf(resources);
    platformAdminGroups = Set.copyOf(platformAdminGroups);
    if (auditDays != 0 && auditDays < FEWEST_AUDIT_DAYS) {
      throw new IllegalArgumentException(
          "audit-days: " + auditDays + " (expected: 0, or at least " + FEWEST_AUDIT_DAYS + ")");
    }
    if (role == Role.GATEWAY && postgres == null) {
      throw new IllegalArgumentException(
          "postgres: missing (expected: with role gateway, the database that control uses)");
    }
    if (role == Role.GATEWAY && (demo || !resources.isEmpty())) {
      throw new IllegalArgumentException(
          (demo ? "demo" : "resources")
              + ": with role gateway (expected: role all or control, which apply resources)");
    }
    if (kubernetesUsers != null && kubernetes == null) {
      throw new IllegalArgumentException(
          "kubernetes: missing (expected: with kubernetes-users, " + ApiAddress.EXPECTED + ")");
    }
    if (port != 0 && port == managementPort) {
      throw new IllegalArgumentException(
          "management-port: " + managementPort + " (expected: another port than " + port + ")");
    }
    int inside = internal.port();
    if (inside != 0 && (inside == port || inside == managementPort)) {
      throw new IllegalArgumentException(
          "internal-port: "
              + inside
              + " (expected: another port than "
              + port
              + " and "
              + managementPort
              + ")");
    }
  }

  /// Whether this process needs a simulator, one of its own or one that runs already.
  public boolean simulates() {
    return demo || inference instanceof Inference.Simulated;
  }
}
