package io.maas.bench.valkey;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Strict limits that nobody exhausts, over requests and tokens in turn.
final class SharedLimits {

  private SharedLimits() {}

  static Claims claims(String user, int limits) {
    List<Claim> claims =
        IntStream.rangeClosed(1, limits).mapToObj(i -> new Claim(limit(i, limits), user)).toList();
    return Claims.of(claims);
  }

  private static Limit limit(int number, int of) {
    return new Limit(
        number + "-of-" + of,
        number % 2 == 0 ? Unit.REQUESTS : Unit.TOTAL_TOKENS,
        Limit.LARGEST,
        Window.rolling(Duration.ofHours(number)),
        Scope.USER,
        Enforcement.STRICT);
  }
}
