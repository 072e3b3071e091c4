package io.maas.domain.catalog;

import io.maas.domain.access.Principal;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The limits that stand above one subscription for one caller: the tenant's over the team's over
/// the subscription's own over the key's. All of them hold.
///
/// @param tenant the tenant's own limits
/// @param team the caller's team, if in one
/// @param place where the counters of this subscription live
public record Stack(List<Limit> tenant, @Nullable Team team, Place place) {

  /// Nothing stands above, and nobody shares counters with another.
  public static final Stack NONE = new Stack(List.of(), null, Place.USER);

  /// Whose counters a request stands under. Those that count money count it at the grant's rate;
  /// without one the request costs nothing.
  public Claims claims(Model model, Subscription subscription, Grant grant, Principal principal) {
    Principal.KeyBinding key = principal.key();
    List<Limit> ofKey = key == null ? List.of() : key.limits();
    List<Limit> ofTeam = team == null ? List.of() : team.limits();
    List<Claim> claims =
        new ArrayList<>(tenant.size() + ofTeam.size() + grant.limits().size() + ofKey.size());
    boolean bounded = model.tokens().bounded();
    for (List<Limit> limits : List.of(tenant, ofTeam, grant.limits(), ofKey)) {
      for (Limit limit : limits) {
        Limit priced = limit.pricedAt(grant.rate());
        Limit kept = bounded ? priced : priced.keepable();
        claims.add(new Claim(kept, subject(limit.scope(), subscription, principal)));
      }
    }
    Claims.Partition partition =
        new Claims.Partition(place, principal.tenant(), subscription.id(), principal.user());
    return new Claims(partition, subscription.failsOpen(), claims, subscription.counting());
  }

  private String subject(Scope scope, Subscription subscription, Principal principal) {
    return switch (scope) {
      case USER -> principal.user();
      case KEY -> principal.key() == null ? principal.user() : principal.key().keyId();
      case TEAM -> team == null ? "" : team.name();
      case ORGANIZATION ->
          Objects.requireNonNullElse(subscription.attribution().organization(), "");
      case SUBSCRIPTION, TENANT -> "";
    };
  }
}
