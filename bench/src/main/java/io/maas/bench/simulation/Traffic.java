package io.maas.bench.simulation;

import java.util.random.RandomGenerator;

/// When requests come, and to which gateway.
enum Traffic {
  /// Evenly, each anywhere.
  POISSON,
  /// Half of them in one second of ten.
  BURSTS,
  /// The first gateway gets twice as many as the second, three times as many as the third.
  SKEWED;

  private static final long CYCLE = 10;
  private static final double BURST = 5;
  private static final double LULL = 5.0 / 9;

  /// Nanoseconds until the next request.
  ///
  /// @param perSecond how many come on average
  long gap(double perSecond, long now, RandomGenerator random) {
    double rate = perSecond;
    if (this == BURSTS) {
      rate *= now / VirtualTime.SECOND % CYCLE == 0 ? BURST : LULL;
    }
    return 1 + (long) (random.nextExponential() / rate * VirtualTime.SECOND);
  }

  /// The gateway that the next request comes to.
  int gateway(int gateways, RandomGenerator random) {
    if (this != SKEWED) {
      return random.nextInt(gateways);
    }
    // The inverse of the logarithm that the harmonic sum is near to.
    return Math.min(gateways - 1, (int) Math.exp(random.nextDouble() * Math.log(gateways + 1)) - 1);
  }
}
