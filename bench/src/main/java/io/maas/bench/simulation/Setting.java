package io.maas.bench.simulation;

import java.time.Duration;

/// What a world is made of.
///
/// @param limit points of each window
/// @param requestsPerSecond on average, to all gateways together
/// @param crashesPerSecond of all gateways together
record Setting(
    int gateways,
    long limit,
    Duration window,
    Traffic traffic,
    double requestsPerSecond,
    Lease lease,
    double crashesPerSecond,
    Duration lasts,
    long seed) {

  Setting with(Traffic other) {
    return new Setting(
        gateways, limit, window, other, requestsPerSecond, lease, crashesPerSecond, lasts, seed);
  }

  Setting with(Lease other) {
    return new Setting(
        gateways, limit, window, traffic, requestsPerSecond, other, crashesPerSecond, lasts, seed);
  }

  Setting withCrashes(double perSecond) {
    return new Setting(
        gateways, limit, window, traffic, requestsPerSecond, lease, perSecond, lasts, seed);
  }
}
