package io.maas.app.config;

import io.maas.domain.catalog.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A database that somebody else runs.
///
/// @param jdbcUrl `jdbc:postgresql://HOST[:PORT]/DATABASE[?OPTIONS]`, without credentials
/// @param user who connects
/// @param password with which password
public record Database(String jdbcUrl, String user, Secret password) {
  static final String EXPECTED = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE";

  /// Reads what clients of PostgreSQL write; empty if it is no such thing.
  static Optional<Database> parse(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip().replaceFirst("^jdbc:", ""));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    String credentials = uri.getRawUserInfo();
    String path = uri.getRawPath();
    if (!known || uri.getHost() == null || credentials == null || path == null) {
      return Optional.empty();
    }
    int colon = credentials.indexOf(':');
    if (colon < 1 || path.length() < 2) {
      return Optional.empty();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return Optional.of(
        new Database(
            "jdbc:postgresql://" + uri.getHost() + port + path + options,
            decoded(credentials.substring(0, colon)),
            new Secret(decoded(credentials.substring(colon + 1)))));
  }

  /// With the credentials in it, as `psql` and other clients want it.
  public String uri() {
    return jdbcUrl.replaceFirst(
        "^jdbc:postgresql://",
        "postgresql://" + encoded(user) + ":" + encoded(password.value()) + "@");
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
