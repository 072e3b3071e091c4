package io.maas.control.http;

import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
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
  ADMIN,
  /// Whoever shows the token of an administrator of the installation.
  PLATFORM;

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
      case PLATFORM ->
          caller.administersPlatform() && caller.key() == null
              ? null
              : Reply.forbidden("platform admin privileges required");
    };
  }
}
