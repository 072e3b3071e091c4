package io.maas.domain.audit;

import io.maas.domain.access.Principal;

/// Who acts.
///
/// @param name the user; for maas itself what of it acts, such as `system:files`; empty for nobody
/// @param kind by what the actor is known
/// @param keyId the API key's, where one is shown; else empty
public record Actor(String name, Kind kind, String keyId) {

  /// Somebody who shows nothing that is known.
  public static final Actor NOBODY = new Actor("", Kind.NOBODY, "");

  /// By what somebody is known.
  public enum Kind {
    TOKEN,
    KEY,
    /// A part of maas, which acts on its own.
    SYSTEM,
    NOBODY
  }

  /// A caller, by what was shown.
  public static Actor of(Principal caller) {
    Principal.KeyBinding key = caller.key();
    if (caller.user().isEmpty()) {
      return NOBODY;
    }
    return key == null
        ? new Actor(caller.user(), Kind.TOKEN, "")
        : new Actor(caller.user(), Kind.KEY, key.keyId());
  }

  /// A part of maas.
  ///
  /// @param part such as `files` or `jobs`
  public static Actor system(String part) {
    return new Actor("system:" + part, Kind.SYSTEM, "");
  }
}
