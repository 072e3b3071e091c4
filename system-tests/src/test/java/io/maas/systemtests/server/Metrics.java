package io.maas.systemtests.server;

/// What a process tells operators in figures.
public final class Metrics {

  private Metrics() {}

  /// The value of a gauge without labels.
  public static double gauge(MaasProcess maas, String name) {
    return Caller.at(maas.managementUrl())
        .get("/metrics")
        .expect(200)
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " (expected: among the metrics)"));
  }
}
