package io.maas.domain.resource.spec;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Fields;
import java.time.Duration;
import java.util.List;

/// How much of something fits in a window.
public record RateSpec(Unit unit, long amount, Window window, Scope scope) {

  private static final Window UNREADABLE = new Window(Duration.ofSeconds(1));

  /// `[{limit, window, unit?, scope?}]`.
  static List<RateSpec> any(List<Fields> rates) {
    return rates.stream()
        .map(rate -> read(rate, rate.choice("unit", Unit.class, Unit.TOTAL_TOKENS)))
        .toList();
  }

  /// `[{limit, window, scope?}]`, all of one unit.
  static List<RateSpec> of(Unit unit, List<Fields> rates) {
    return rates.stream().map(rate -> read(rate, unit)).toList();
  }

  private static RateSpec read(Fields rate, Unit unit) {
    return new RateSpec(
        unit,
        rate.whole("limit", 1, Limit.LARGEST),
        Window.parse(rate.text("window", Rules.WINDOW)).orElse(UNREADABLE),
        rate.choice("scope", Scope.class, Scope.USER));
  }
}
