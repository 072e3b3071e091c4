package io.maas.gateway.http;

import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Reservation;
import io.maas.gateway.routing.Plan;

/// A request that may go upstream: everything that was decided of it.
record Admitted(
    Request request, Plan plan, Demand demand, Reservation reservation, Intent intent) {}
