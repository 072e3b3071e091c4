package io.maas.testkit.metering;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.util.OptionalLong;

/// Short words for the limits, claims and demands of tests.
public final class Limits {

  private Limits() {}

  /// A strict limit over one minute.
  public static Limit strict(Unit unit, long amount) {
    return limit(unit, amount, Duration.ofMinutes(1), Enforcement.STRICT);
  }

  /// A limit over one minute that only settles.
  public static Limit settling(Unit unit, long amount) {
    return limit(unit, amount, Duration.ofMinutes(1), Enforcement.SETTLE);
  }

  /// A limit whose id tells its unit, window and enforcement, but not its amount.
  public static Limit limit(Unit unit, long amount, Duration length, Enforcement enforcement) {
    String id = "ns/sub:" + unit + ":" + length + ":" + enforcement;
    return new Limit(id, unit, amount, Window.rolling(length), Scope.USER, enforcement);
  }

  /// Alice's counter of a limit.
  public static Claim alice(Limit limit) {
    return new Claim(limit, "alice");
  }

  /// One answer of at most so many tokens, which likely is as long, to a prompt of exactly so many.
  public static Demand demand(long prompt, long output) {
    return new Demand(prompt, prompt, 1, OptionalLong.of(output), 4096, output);
  }

  /// So many answers of at most so many tokens.
  public static Demand demand(long prompt, int choices, long output) {
    return new Demand(prompt, prompt, choices, OptionalLong.of(output), 4096, output);
  }
}
