package io.maas.http;

import io.maas.domain.access.ApiKey;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Refusal;
import io.maas.domain.access.Refusal.BadRequest;
import io.maas.domain.access.Refusal.Forbidden;
import io.maas.domain.access.Refusal.Unauthenticated;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one place where a request's credential is read: `Authorization: Bearer` or `x-api-key`, on
/// every route alike. Two different ones are refused, and so are identity headers that only a
/// gateway may set.
public sealed interface ShownCredential {

  /// One credential was shown.
  record Shown(Credential credential) implements ShownCredential {}

  /// None that can be used.
  record Unusable(Refusal refusal) implements ShownCredential {}

  /// Reads the headers.
  static ShownCredential in(MultiMap headers) {
    Forbidden posing = posing(headers);
    if (posing != null) {
      return new Unusable(posing);
    }
    List<String> authorizations = headers.getAll(HttpHeaders.AUTHORIZATION);
    List<String> keys = headers.getAll(Headers.X_API_KEY);
    if (authorizations.size() + keys.size() == 0) {
      return new Unusable(new Unauthenticated("Authorization required"));
    }
    String shown = null;
    for (String authorization : authorizations) {
      String token = bearer(authorization);
      if (token == null) {
        return new Unusable(new Unauthenticated("Authorization: expected `Bearer <key or token>`"));
      }
      if (shown != null && !shown.equals(token)) {
        return conflict();
      }
      shown = token;
    }
    for (String key : keys) {
      if (shown != null && !shown.equals(key.trim())) {
        return conflict();
      }
      shown = key.trim();
    }
    return shown == null || shown.isEmpty()
        ? new Unusable(new Unauthenticated("Authorization required"))
        : read(shown);
  }

  /// Why a client that says itself who it is gets no further; null for one that does not.
  static @Nullable Forbidden posing(MultiMap headers) {
    return headers.contains(Headers.USERNAME)
            || headers.contains(Headers.GROUP)
            || headers.contains(Headers.KEY_ID)
        ? new Forbidden("identity headers (X-MaaS-*) may not be sent by clients")
        : null;
  }

  private static ShownCredential read(String text) {
    if (!text.startsWith(ApiKey.PREFIX)) {
      return new Shown(new Credential.Token(text));
    }
    Optional<ApiKey> key = ApiKey.parse(text);
    return key.isPresent()
        ? new Shown(new Credential.Key(key.get()))
        : new Unusable(new Unauthenticated("invalid API key"));
  }

  private static @Nullable String bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).trim()
        : null;
  }

  private static Unusable conflict() {
    return new Unusable(
        new BadRequest("two different credentials (expected: one)", "Authorization"));
  }
}
