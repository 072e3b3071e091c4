package io.maas.domain.resource.spec;

import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import io.maas.domain.resource.Fields;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How much of something fits in a window.
///
/// @param measure what is counted; money without a price, which only a grant has
/// @param amount how many units of it: for money, billionths of a currency's main unit
public record RateSpec(Measure measure, long amount, Window window, Scope scope) {

  private static final int MONEY_DECIMALS = 9;
  private static final long MOST_MONEY = 1_000_000_000_000_000L;

  /// A rate of a plain unit.
  public RateSpec(Unit unit, long amount, Window window, Scope scope) {
    this(unit == Unit.COST ? Measure.UNPRICED : Measure.of(unit), amount, window, scope);
  }

  /// What the rates of a list may count. The first word of each is meant where nothing is said.
  ///
  /// @param unit where nothing is said
  /// @param scope where nothing is said
  record Choice(Unit unit, Set<Unit> units, Scope scope, Set<Scope> scopes) {

    /// Whose use the limits of a subscription add up.
    private static final Set<Scope> OWN = EnumSet.of(Scope.KEY, Scope.USER, Scope.SUBSCRIPTION);

    private static final Set<Unit> TOKENS = EnumSet.range(Unit.TOTAL_TOKENS, Unit.OUTPUT_TOKENS);

    private static final Set<Unit> REQUESTS = EnumSet.of(Unit.REQUESTS, Unit.CONCURRENT_REQUESTS);

    /// What a subscription limits: anything.
    static final Choice SUBSCRIPTION = anything(Scope.USER, OWN);

    /// What is limited under the name of requests.
    static final Choice OF_REQUESTS = new Choice(Unit.REQUESTS, REQUESTS, Scope.USER, OWN);

    /// What is limited under the name of tokens.
    static final Choice OF_TOKENS = new Choice(Unit.TOTAL_TOKENS, TOKENS, Scope.USER, OWN);

    /// What a tenant limits: its whole use, or that of each of its parts.
    static final Choice TENANT =
        anything(Scope.TENANT, EnumSet.of(Scope.KEY, Scope.USER, Scope.ORGANIZATION, Scope.TENANT));

    /// What a team limits: what its members use together, or each.
    static final Choice TEAM = anything(Scope.TEAM, EnumSet.of(Scope.KEY, Scope.USER, Scope.TEAM));

    /// What a key limits: itself.
    static final Choice KEY = anything(Scope.KEY, EnumSet.of(Scope.KEY));

    private static Choice anything(Scope scope, Set<Scope> scopes) {
      return new Choice(Unit.TOTAL_TOKENS, EnumSet.allOf(Unit.class), scope, scopes);
    }
  }

  /// `[{limit, unit?, weights?, window, timeZone?, scope?}]`.
  static List<RateSpec> read(List<Fields> rates, Choice choice) {
    return rates.stream().map(rate -> read(rate, choice)).toList();
  }

  private static RateSpec read(Fields rate, Choice choice) {
    Unit unit = rate.choice("unit", choice.units(), choice.unit());
    return new RateSpec(
        WeightsSpec.measure(rate, unit),
        unit == Unit.COST
            ? rate.decimal("limit", MONEY_DECIMALS, 1, MOST_MONEY)
            : rate.whole("limit", 1, Limit.LARGEST),
        WindowSpec.read(rate, unit),
        rate.choice("scope", choice.scopes(), choice.scope()));
  }

  /// What is counted, in a word.
  public Unit unit() {
    return measure.unit();
  }
}
