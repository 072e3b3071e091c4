package io.maas.simulator.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/// A page of metrics in Prometheus' text format. The format wants all samples of one name together,
/// whichever model they are of, so they are gathered by name first.
public final class Exposition {
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, StringBuilder> families = new LinkedHashMap<>();

  /// The page.
  public String text() {
    return String.join("", families.values());
  }

  void gauge(String name, String help, String labels, double value) {
    sample("vllm:" + name, family("vllm:" + name, "gauge", help), labels, value);
  }

  void counter(String name, String help, String labels, long value) {
    var full = "vllm:" + name + "_total";
    family(full, "counter", help).append("%s{%s} %d\n".formatted(full, labels, value));
  }

  void histogram(Histogram histogram, String labels) {
    histogram.write(family(histogram.name(), "histogram", histogram.help()), labels);
  }

  static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private StringBuilder family(String name, String type, String help) {
    return families.computeIfAbsent(
        name,
        _ ->
            new StringBuilder(512)
                .append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type)));
  }

  private static void sample(String name, StringBuilder family, String labels, double value) {
    family.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }
}
