package io.maas.domain.resource.compile;

import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Unit;
import io.maas.domain.resource.spec.RateSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Gathers the limits that stand over one model of a subscription.
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

  /// @param over what all of them count over
  Limits with(Limit.Over over, Collection<RateSpec> rates) {
    for (RateSpec rate : rates) {
      Limit limit = limit(over, rate);
      byId.merge(limit.id(), limit, (a, b) -> a.amount() <= b.amount() ? a : b);
    }
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

  private Limit limit(Limit.Over over, RateSpec rate) {
    String counted =
        over.model() == null ? over.subscription() : over.subscription() + "@" + over.model();
    String id = counted + ":" + word(rate.unit()) + "/" + rate.window() + "/" + word(rate.scope());
    boolean keepable = bounded || rate.unit() == Unit.REQUESTS;
    return new Limit(
        id,
        Measure.of(rate.unit()),
        rate.amount(),
        rate.window(),
        rate.scope(),
        keepable ? enforcement : Enforcement.SETTLE,
        over);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
