package io.maas.bench.control;

import java.util.Arrays;

/// How long something took, again and again.
///
/// @param what it was
/// @param millis each time, in order of size
record Timing(String what, double[] millis) {

  private static final double NANOS = 1e6;

  /// Does it so often, and before that a fifth as often unmeasured.
  static Timing of(String what, int times, Runnable work) {
    return of(what, times, () -> {}, work);
  }

  /// The same.
  ///
  /// @param before each time, unmeasured
  static Timing of(String what, int times, Runnable before, Runnable work) {
    for (int i = 0; i < times / 5; i++) {
      before.run();
      work.run();
    }
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      before.run();
      long start = System.nanoTime();
      work.run();
      millis[i] = (System.nanoTime() - start) / NANOS;
    }
    Arrays.sort(millis);
    return new Timing(what, millis);
  }

  double at(double quantile) {
    return millis[(int) Math.min(millis.length - 1L, Math.round(quantile * (millis.length - 1)))];
  }

  String line() {
    return "| %-58s | %8.1f | %8.1f | %8.1f | %5d |"
        .formatted(what, at(0.5), at(0.95), at(1), millis.length);
  }
}
