package io.maas.bench.gateway;

import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/// Figures of several rounds.
record Spread(double median, double least, double most) {

  static Spread of(DoubleStream figures) {
    double[] sorted = figures.filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /// `median [least-most]`, or a dash where there is no figure.
  String text(DoubleFunction<String> figure) {
    return Double.isNaN(median)
        ? "-"
        : figure.apply(median) + " [" + figure.apply(least) + "-" + figure.apply(most) + "]";
  }
}
