package io.maas.bench.quota;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Limits and requests as they are met.
final class Sample {

  /// A prompt of about a hundred tokens and an answer of at most two hundred.
  static final Demand DEMAND = new Demand(120, 100, 1, OptionalLong.of(200), 4096, 150);

  private static final List<Limit> LIMITS =
      List.of(
          limit("org:total_tokens/24h/organization", Unit.TOTAL_TOKENS, 24),
          limit("team:total_tokens/1h/team", Unit.TOTAL_TOKENS, 1),
          limit("ns/gold@llm/granite:total_tokens/2h/user", Unit.TOTAL_TOKENS, 2),
          limit("ns/gold@llm/granite:requests/1h/user", Unit.REQUESTS, 1),
          limit("key:output_tokens/3h/key", Unit.OUTPUT_TOKENS, 3));

  private Sample() {}

  private static Limit limit(String id, Unit unit, int hours) {
    return new Limit(
        id,
        unit,
        Limit.LARGEST,
        Window.rolling(Duration.ofHours(hours)),
        Scope.USER,
        Enforcement.STRICT);
  }

  /// The claims of one user under so many of five stacked limits.
  static Claims claims(String user, int limits) {
    return Claims.of(stack(user, limits));
  }

  /// The same, but that the last of them admits one request only.
  static Claims spent(String user, int limits) {
    Limit one =
        new Limit(
            "ns/free:requests/1h/user",
            Unit.REQUESTS,
            1,
            Window.rolling(Duration.ofHours(1)),
            Scope.USER,
            Enforcement.STRICT);
    List<Claim> claims = stack(user, limits - 1);
    claims.add(new Claim(one, user));
    return Claims.of(claims);
  }

  private static List<Claim> stack(String user, int limits) {
    List<Claim> claims = new ArrayList<>();
    for (Limit limit : LIMITS.subList(LIMITS.size() - limits, LIMITS.size())) {
      claims.add(new Claim(limit, user));
    }
    return claims;
  }
}
