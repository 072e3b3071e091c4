package io.maas.simulator.metrics;

/// Counts of values in buckets, as Prometheus wants them; for one thread.
final class Histogram {
  private final String name;
  private final String help;
  private final double[] bounds;
  private final long[] counts;
  private double sum;
  private long count;

  Histogram(String name, String help, double... bounds) {
    this.name = name;
    this.help = help;
    this.bounds = bounds.clone();
    this.counts = new long[bounds.length];
  }

  void observe(double value) {
    observe(value, 1);
  }

  /// Observes the same value several times.
  void observe(double value, long times) {
    sum += value * times;
    count += times;
    for (int i = 0; i < bounds.length; i++) {
      if (value <= bounds[i]) {
        counts[i] += times;
        return;
      }
    }
  }

  String name() {
    return name;
  }

  String help() {
    return help;
  }

  /// Appends the samples; `labels` are without braces.
  void write(StringBuilder out, String labels) {
    long below = 0;
    for (int i = 0; i < bounds.length; i++) {
      below += counts[i];
      sample(out, labels, Double.toString(bounds[i]), below);
    }
    sample(out, labels, "+Inf", count);
    out.append(name).append("_sum{").append(labels).append("} ").append(sum).append('\n');
    out.append(name).append("_count{").append(labels).append("} ").append(count).append('\n');
  }

  private void sample(StringBuilder out, String labels, String bound, long value) {
    out.append(name).append("_bucket{").append(labels);
    out.append(",le=\"").append(bound).append("\"} ").append(value).append('\n');
  }
}
