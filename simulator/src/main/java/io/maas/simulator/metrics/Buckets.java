package io.maas.simulator.metrics;

import java.util.stream.DoubleStream;

/// vLLM's bucket bounds.
final class Buckets {
  private static final double[] FIRST_TOKEN = {
    0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40,
    80, 160, 640, 2560
  };
  private static final double[] BETWEEN_TOKENS = {
    0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80
  };
  private static final double[] REQUEST = {
    0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680
  };
  private static final double[] CHOICES = {1, 2, 5, 10, 20};

  private Buckets() {}

  static double[] firstToken() {
    return FIRST_TOKEN.clone();
  }

  static double[] betweenTokens() {
    return BETWEEN_TOKENS.clone();
  }

  static double[] request() {
    return REQUEST.clone();
  }

  static double[] choices() {
    return CHOICES.clone();
  }

  /// 1, 2, 5, 10, 20, 50, … up to that number.
  static double[] tokens(int most) {
    return DoubleStream.iterate(1, step -> step * 10)
        .takeWhile(step -> step <= most)
        .flatMap(step -> DoubleStream.of(step, 2 * step, 5 * step))
        .filter(bound -> bound <= most)
        .toArray();
  }
}
