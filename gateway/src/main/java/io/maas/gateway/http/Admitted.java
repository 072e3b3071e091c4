package io.maas.gateway.http;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Reservation;
import io.maas.gateway.routing.Plan;
import java.util.UUID;
import java.util.function.Supplier;

/// A request that may go upstream: everything that was decided of it.
record Admitted(
    Request request,
    Plan plan,
    Demand demand,
    Claims claims,
    Reservation reservation,
    Intent intent) {

  /// What it holds, and will cost.
  ///
  /// @param ids of further reservations
  Account account(Quota quota, Supplier<UUID> ids) {
    return new Account(quota, demand, claims, reservation, ids);
  }
}
