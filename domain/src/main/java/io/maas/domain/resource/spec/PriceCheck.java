package io.maas.domain.resource.spec;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Unit;
import io.maas.domain.resource.Fields;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether everything that a limit of cost counts has a price. Without one it would cost nothing,
/// and the limit would hold nothing back.
final class PriceCheck {

  private PriceCheck() {}

  /// @param refs where each allowance was read from, in their order
  /// @param limits of all models together: their prices are added up, so they are in one currency
  static void check(List<Fields> refs, List<AllowanceSpec> allowances, List<RateSpec> limits) {
    Map<ModelId, BillingRate> rates = new HashMap<>();
    for (AllowanceSpec allowance : allowances) {
      if (allowance.rate() != null) {
        rates.putIfAbsent(allowance.model(), allowance.rate());
      }
    }
    boolean together = countsCost(limits);
    BillingRate first = null;
    for (int i = 0; i < Math.min(refs.size(), allowances.size()); i++) {
      BillingRate rate = rates.get(allowances.get(i).model());
      if (together || countsCost(allowances.get(i).limits())) {
        priced(refs.get(i), rate);
      }
      first = first == null ? rate : first;
      if (together && rate != null && first != null) {
        sameCurrency(refs.get(i), rate.currency(), first.currency());
      }
    }
  }

  private static boolean countsCost(Collection<RateSpec> limits) {
    return limits.stream().anyMatch(limit -> limit.unit() == Unit.COST);
  }

  /// A price that is there and cannot be read is told of already.
  private static void priced(Fields ref, @Nullable BillingRate rate) {
    if (rate == null && !ref.has("billingRate")) {
      ref.refuse("billingRate", "a price, because a limit counts cost");
    }
  }

  private static void sameCurrency(Fields ref, String found, String expected) {
    if (!found.equals(expected)) {
      ref.section("billingRate")
          .refuse(
              "currency", expected + ", because spec.rateLimits adds up the cost of all models");
    }
  }
}
