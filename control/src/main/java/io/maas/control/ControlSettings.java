package io.maas.control;

import io.maas.domain.access.CredentialHash;
import io.maas.http.ClientAddresses;
import java.util.Map;
import java.util.Set;

/// What an administrator decides about the control plane's API.
///
/// @param gatewayUrl the gateway's root as clients see it, without a slash at the end
/// @param maxBodyBytes the largest body that is taken; larger ones are refused with 413
/// @param platformAdminGroups whose members administer the installation
/// @param clients tells where calls come from
/// @param parts of maas that call its own API, by the hashes of their tokens: `files`
public record ControlSettings(
    String gatewayUrl,
    int maxBodyBytes,
    Set<String> platformAdminGroups,
    ClientAddresses clients,
    Map<CredentialHash, String> parts) {

  /// The reference's bound of a body: 1 MiB.
  public static final int DEFAULT_MAX_BODY_BYTES = 1 << 20;

  public ControlSettings {
    platformAdminGroups = Set.copyOf(platformAdminGroups);
    parts = Map.copyOf(parts);
    if (gatewayUrl.endsWith("/")) {
      throw new IllegalArgumentException(
          "gatewayUrl: " + gatewayUrl + " (expected: no slash at the end)");
    }
    if (maxBodyBytes < 1) {
      throw new IllegalArgumentException("maxBodyBytes: " + maxBodyBytes + " (expected: >= 1)");
    }
  }

  /// With a bound of bodies, where no group makes an administrator.
  public ControlSettings(String gatewayUrl, int maxBodyBytes) {
    this(gatewayUrl, maxBodyBytes, Set.of(), ClientAddresses.WITHOUT_PROXIES, Map.of());
  }
}
