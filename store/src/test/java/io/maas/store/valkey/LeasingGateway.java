package io.maas.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Admission.Exhausted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.Counting;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Reservation;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Standing;
import java.util.List;
import java.util.UUID;

/// A gateway that debits ahead, and whose requests end when a test says so.
record LeasingGateway(LeasedQuota quota) {

  static Claims leased(Claim... claims) {
    return new Claims(Partition.ONLY, false, List.of(claims), Counting.LEASED);
  }

  Admission reserve(Demand demand, Claim... claims) {
    return reserve(UUID.randomUUID(), demand, claims);
  }

  private Admission reserve(UUID id, Demand demand, Claim... claims) {
    return quota.reserve(id, demand, leased(claims)).toCompletableFuture().join();
  }

  Reservation admitted(Demand demand, Claim... claims) {
    return admitted(UUID.randomUUID(), demand, claims);
  }

  Reservation admitted(UUID id, Demand demand, Claim... claims) {
    Admission admission = reserve(id, demand, claims);
    assertThat(admission).isInstanceOf(Admitted.class);
    return ((Admitted) admission).reservation();
  }

  Exhausted refused(Demand demand, Claim... claims) {
    Admission admission = reserve(demand, claims);
    assertThat(admission).isInstanceOf(Exhausted.class);
    return (Exhausted) admission;
  }

  void settle(Reservation reservation, long input, long output) {
    quota.settle(reservation, new Settled(input, output)).toCompletableFuture().join();
  }

  /// As the servers know it.
  Standing standing(Claim claim) {
    return quota.standings(leased(claim)).toCompletableFuture().join().getFirst();
  }
}
