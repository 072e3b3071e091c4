package io.maas.control.audit;

import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Thing;

/// Who is about to do what, as far as is known before it is done.
///
/// @param tenant in whose log it is written down
/// @param action the operation's id in the API's document
/// @param object what the path says of it
public record Deed(String tenant, Actor actor, From from, String action, Thing object) {

  /// The same by somebody of whom is known by now who it is.
  Deed by(Actor other) {
    return new Deed(tenant, other, from, action, object);
  }
}
