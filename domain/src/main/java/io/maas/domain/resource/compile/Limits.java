package io.maas.domain.resource.compile;

import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.spec.RateSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers limits that stand together: those over one model of a subscription, those of a team,
/// those of the tenant.
///
/// A limit's id says what is counted and nothing else, so that raising an amount keeps what was
/// used. Two limits that count the same are one: the smaller.
final class Limits {

  private final Map<String, Limit> byId = new LinkedHashMap<>();
  private final Enforcement enforcement;
  private final boolean bounded;

  /// @param bounded whether the model's requests have an upper bound; where they have none, a
  ///   strict limit over tokens cannot be kept and settles instead
  Limits(Enforcement enforcement, boolean bounded) {
    this.enforcement = enforcement;
    this.bounded = bounded;
  }

  /// Limits of a subscription.
  ///
  /// @param over what all of them count over
  /// @param price of tokens, for those that count money
  Limits with(Limit.Over over, Collection<RateSpec> rates, @Nullable BillingRate price) {
    String whole = String.valueOf(over.subscription());
    String counter = over.model() == null ? whole : whole + "@" + over.model();
    rates.forEach(rate -> add(counter, over, rate, price));
    return this;
  }

  /// Limits over everything that somebody uses.
  ///
  /// @param counter whose limits they are
  Limits above(String counter, Collection<RateSpec> rates) {
    rates.forEach(rate -> add(counter, Limit.Over.EVERYTHING, rate, null));
    return this;
  }

  List<Limit> list() {
    return List.copyOf(byId.values());
  }

  /// Whether a limit was to be strict and is not.
  boolean softened() {
    return enforcement == Enforcement.STRICT
        && byId.values().stream().anyMatch(limit -> limit.enforcement() == Enforcement.SETTLE);
  }

  private void add(String counter, Limit.Over over, RateSpec rate, @Nullable BillingRate price) {
    Limit declared =
        Limit.named(
            counter,
            rate.measure().pricedAt(price),
            rate.amount(),
            rate.window(),
            rate.scope(),
            enforcement,
            over);
    Limit limit = bounded ? declared : declared.keepable();
    byId.merge(limit.id(), limit, Limit::smaller);
  }
}
