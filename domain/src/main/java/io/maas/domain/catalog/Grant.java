package io.maas.domain.catalog;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of one model a subscription gives.
///
/// @param limits all of them hold
/// @param price of one token, if it has one
public record Grant(List<Limit> limits, @Nullable Money price) {
  public Grant {
    limits = List.copyOf(limits);
  }
}
