package io.maas.domain.resource.spec;

import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.spec.RateSpec.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The limits that somebody gives a key, in the words of resources.
public final class KeyLimits {

  /// Each of them is decided on with every request of the key.
  private static final int MOST = 10;

  private KeyLimits() {}

  /// `{limits: [{limit, unit?, weights?, window, timeZone?}], enforcement?}`. Of two that count the
  /// same the smaller one is left.
  public static List<Limit> read(Fields key) {
    List<Fields> rates = key.has("limits") ? key.objects("limits", 0, MOST) : List.of();
    Enforcement enforcement = key.choice("enforcement", Enforcement.class, Enforcement.SETTLE);
    Map<String, Limit> byId = new LinkedHashMap<>();
    for (RateSpec rate : RateSpec.read(rates, Choice.KEY)) {
      Limit limit = Limit.ofKey(rate.measure(), rate.amount(), rate.window(), enforcement);
      byId.merge(limit.id(), limit, Limit::smaller);
    }
    return List.copyOf(byId.values());
  }
}
