package io.maas.control.http;

import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may call a route. There is no default: a route without one does not compile.
enum Who {
  /// Everybody, also without a credential.
  ANYONE,
  /// Whoever shows an identity token. A key may not: it must not make, list or revoke keys.
  USER,
  /// Whoever shows a token or a key.
  CALLER,
  /// Whoever shows an administrator's token.
  ADMIN;

  /// Why this caller may not; null if the caller may.
  Reply.@Nullable Refused refuse(Principal caller) {
    return switch (this) {
      case ANYONE, CALLER -> null;
      case USER ->
          caller.key() == null
              ? null
              : Reply.forbidden("API keys cannot manage credentials (expected: a user token)");
      case ADMIN ->
          caller.admin() && caller.key() == null
              ? null
              : Reply.forbidden("admin privileges required");
    };
  }

  /// What a caller may show, in the document's words.
  List<Map<String, List<String>>> security() {
    List<Map<String, List<String>>> token = List.of(Map.of("identityToken", List.of()));
    return switch (this) {
      case ANYONE -> List.of();
      case USER, ADMIN -> token;
      case CALLER ->
          List.of(token.getFirst(), Map.of("apiKey", List.of()), Map.of("apiKeyHeader", List.of()));
    };
  }
}
