package io.maas.gateway.upstream;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Secret;
import io.maas.protocol.aws.AwsCredentials;
import io.maas.protocol.aws.SigV4;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an endpoint knows us by, for one request.
final class Credentials {

  private static final String AUTHORIZATION = "authorization";
  private static final String BEARER = "Bearer ";

  private final GoogleTokens google;
  private final InstantSource clock;

  Credentials(GoogleTokens google, InstantSource clock) {
    this.google = google;
    this.clock = clock;
  }

  /// The headers that say it; done at once but for a token that has to be fetched first.
  ///
  /// @param uri path and query, as they are sent
  /// @param headers that are sent besides, some of which a signature covers
  Future<Map<String, String>> of(Endpoint endpoint, String uri, MultiMap headers, byte[] body) {
    return switch (endpoint.access()) {
      case Access.Open() -> Future.succeededFuture(Map.of());
      case Access.Bearer(Secret key) -> bearer(key.value());
      case Access.Header(String name, Secret key) ->
          Future.succeededFuture(Map.of(name, key.value()));
      case Access.SigV4 account ->
          Future.succeededFuture(signature(account, endpoint.url(), uri, headers, body));
      case Access.ServiceAccount(Secret key) -> google.token(key).compose(Credentials::bearer);
    };
  }

  private static Future<Map<String, String>> bearer(String token) {
    return Future.succeededFuture(Map.of(AUTHORIZATION, BEARER + token));
  }

  private Map<String, String> signature(
      Access.SigV4 account, URI url, String uri, MultiMap headers, byte[] body) {
    int query = uri.indexOf('?');
    Map<String, String> covered = new TreeMap<>();
    covered.put("host", authority(url));
    covered.put("content-type", headers.get(HttpHeaders.CONTENT_TYPE));
    return SigV4.sign(
        new SigV4.Request(
            "POST", query < 0 ? uri : uri.substring(0, query), List.of(), covered, body),
        new AwsCredentials(
            account.accessKey(),
            account.secretKey().value(),
            account.sessionToken() == null ? null : account.sessionToken().value()),
        new SigV4.Scope(account.region(), account.service()),
        clock.instant());
  }

  /// As it is sent in `Host`.
  private static String authority(URI url) {
    int usual = "https".equals(url.getScheme()) ? 443 : 80;
    return url.getPort() < 0 || url.getPort() == usual
        ? url.getHost()
        : url.getHost() + ":" + url.getPort();
  }
}
