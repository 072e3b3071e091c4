package io.maas.domain.resource.spec;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Fields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How much of something fits in a window.
public record RateSpec(Unit unit, long amount, Window window, Scope scope) {

  private static final Set<Unit> UNITS = EnumSet.range(Unit.REQUESTS, Unit.OUTPUT_TOKENS);
  private static final Set<Scope> SCOPES = EnumSet.of(Scope.KEY, Scope.USER, Scope.SUBSCRIPTION);
  private static final Window UNREADABLE = Window.rolling(Duration.ofSeconds(1));

  /// `[{limit, window, unit?, scope?}]`.
  static List<RateSpec> any(List<Fields> rates) {
    return rates.stream()
        .map(rate -> read(rate, rate.choice("unit", UNITS, Unit.TOTAL_TOKENS)))
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
        rate.choice("scope", SCOPES, Scope.USER));
  }
}
