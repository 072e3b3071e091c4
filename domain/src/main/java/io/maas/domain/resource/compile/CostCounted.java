package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Says whether a limit of cost above all subscriptions counts what it is meant to: prices are the
/// subscriptions', and come and go with them.
final class CostCounted {

  private static final String TYPE = "CostCounted";

  private CostCounted() {}

  /// Nothing is said where no limit counts cost.
  static Optional<Condition> condition(List<Limit> limits, List<Subscription> subscriptions) {
    return limits.stream().anyMatch(limit -> limit.unit() == Unit.COST)
        ? Optional.of(condition(subscriptions))
        : Optional.empty();
  }

  private static Condition condition(List<Subscription> subscriptions) {
    SortedSet<String> currencies = new TreeSet<>();
    SortedSet<String> unpriced = new TreeSet<>();
    for (Subscription subscription : subscriptions) {
      for (Grant grant : grants(subscription)) {
        BillingRate rate = grant.rate();
        if (rate == null) {
          unpriced.add(subscription.id());
        } else {
          currencies.add(rate.currency());
        }
      }
    }
    if (currencies.size() > 1) {
      return new Condition(
          TYPE,
          false,
          "MixedCurrencies",
          String.join(", ", currencies)
              + ": added up as if they were one (expected: one currency in all billingRates)");
    }
    return unpriced.isEmpty()
        ? new Condition(TYPE, true, "Priced", "all that is used has a price")
        : new Condition(
            TYPE,
            false,
            "NoPrice",
            String.join(", ", unpriced)
                + ": gives models that cost nothing (expected: a billingRate for each)");
  }

  private static List<Grant> grants(Subscription subscription) {
    List<Grant> grants = new ArrayList<>(subscription.grants().values());
    Optional.ofNullable(subscription.everyModel()).ifPresent(grants::add);
    return grants;
  }
}
