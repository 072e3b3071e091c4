package io.maas.domain.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which acts are looked for, latest first; null, or no name, asks for nothing.
///
/// @param tenant whose log
/// @param actor by this name
/// @param actions called so, by one of these names
/// @param kind on things of this kind
/// @param object on the thing of this name
/// @param from at this moment or later
/// @param to before this moment
/// @param before only lines of a lower number: where the page before ended
/// @param limit the most of a page
public record AuditQuery(
    String tenant,
    @Nullable String actor,
    Set<String> actions,
    @Nullable String kind,
    @Nullable String object,
    @Nullable Instant from,
    @Nullable Instant to,
    long before,
    int limit) {

  public AuditQuery {
    actions = Set.copyOf(actions);
  }

  /// All of a tenant's, a page of so many.
  public static AuditQuery latest(String tenant, int limit) {
    return new AuditQuery(tenant, null, Set.of(), null, null, null, null, Long.MAX_VALUE, limit);
  }

  /// Whether a line is one of them. What a store answers has to agree with it.
  public boolean takes(AuditEntry entry) {
    return isOrNull(actor, entry.actor().name())
        && (actions.isEmpty() || actions.contains(entry.action()))
        && isOrNull(kind, entry.object().kind())
        && isOrNull(object, entry.object().name())
        && (from == null || !entry.at().isBefore(from))
        && (to == null || entry.at().isBefore(to));
  }

  private static boolean isOrNull(@Nullable String asked, String found) {
    return asked == null || asked.equals(found);
  }
}
