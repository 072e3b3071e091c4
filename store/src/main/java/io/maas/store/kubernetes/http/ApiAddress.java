package io.maas.store.kubernetes.http;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a cluster's API server is, and what we are to it.
///
/// @param url its root
/// @param token the file with our token, which Kubernetes replaces every hour; null for none, as
///   behind `kubectl proxy`
/// @param ca the file with the authorities that its certificate is checked against; null for the
///   system's
public record ApiAddress(URI url, @Nullable Path token, @Nullable Path ca) {

  /// What says that this process runs in the cluster itself.
  public static final String IN_CLUSTER = "in-cluster";

  /// How an address is written.
  public static final String EXPECTED = IN_CLUSTER + ", or https://HOST:PORT";

  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /// Reads an address; empty if it is none, or if this process is in no cluster and shall be.
  ///
  /// @param environment of the process, in which a cluster tells where its server is
  /// @param token another file than the cluster's usual one
  /// @param ca another file than the cluster's usual one
  public static Optional<ApiAddress> parse(
      String text, Map<String, String> environment, @Nullable Path token, @Nullable Path ca) {
    if (text.equals(IN_CLUSTER)) {
      String host = environment.get("KUBERNETES_SERVICE_HOST");
      String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
      if (host == null || !port.matches("[0-9]{1,5}")) {
        return Optional.empty();
      }
      String written = host.contains(":") ? "[" + host + "]" : host;
      return url("https://" + written + ":" + port)
          .map(url ->
              new ApiAddress(
                  url,
                  token == null ? ACCOUNT.resolve("token") : token,
                  ca == null ? ACCOUNT.resolve("ca.crt") : ca));
    }
    return url(text).map(url -> new ApiAddress(url, token, ca));
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text.replaceFirst("/+$", ""));
      boolean known = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      boolean plain = url.getRawQuery() == null && url.getRawUserInfo() == null;
      return known && plain && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether its files are there.
  public boolean isReadable() {
    return (token == null || Files.isReadable(token)) && (ca == null || Files.isReadable(ca));
  }
}
