package io.maas.domain.catalog;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of one model a subscription gives.
///
/// @param limits all of them hold
/// @param rate what its tokens cost, if that is said
public record Grant(List<Limit> limits, @Nullable BillingRate rate) {
  public Grant {
    limits = List.copyOf(limits);
  }
}
