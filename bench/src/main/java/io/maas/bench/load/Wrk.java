package io.maas.bench.load;

import io.maas.bench.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs Debian's `wrk` and reads what it prints.
///
/// @param folder where its scripts go
public record Wrk(Path folder) {

  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ([0-9.]+)(us|ms|s|m)");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern PERCENTILE = Pattern.compile("(50|99)%\\s+([0-9.]+)(us|ms|s|m)");
  private static final Pattern WRONG = Pattern.compile("(?m)^\\s*(Non-2xx.*|Socket errors: .*)$");

  /// What came of a run.
  ///
  /// @param answered answers that came whole
  /// @param perSecond answers in a second
  /// @param medianMicros of their latency
  /// @param p99Micros of their latency
  /// @param wrong what was not as it should be, empty if nothing
  public record Result(
      long answered, double perSecond, double medianMicros, double p99Micros, String wrong) {}

  /// Puts load on a target for so long.
  public Result run(Call call, int connections, int seconds) throws IOException {
    Path script = Files.createTempFile(folder, "wrk", ".lua");
    Files.writeString(script, script(call));
    String printed =
        Child.output(
            "wrk",
            "-t1",
            "-c" + connections,
            "-d" + seconds,
            "--timeout",
            "10",
            "--latency",
            "-s",
            script.toString(),
            call.url());
    Files.delete(script);
    return read(printed);
  }

  private static String script(Call call) {
    StringBuilder script = new StringBuilder("wrk.method = \"POST\"\n");
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      script.append("wrk.headers[\"%s\"] = \"%s\"\n".formatted(header.getKey(), header.getValue()));
    }
    return script.append("wrk.body = [==[").append(call.body()).append("]==]\n").toString();
  }

  static Result read(String printed) {
    Matcher total = TOTAL.matcher(printed);
    Matcher rate = RATE.matcher(printed);
    if (!total.find() || !rate.find()) {
      throw new IllegalStateException("wrk: " + printed + " (expected: its summary)");
    }
    Matcher percentile = PERCENTILE.matcher(printed);
    Matcher wrong = WRONG.matcher(printed);
    return new Result(
        Long.parseLong(total.group(1)),
        Double.parseDouble(rate.group(1)),
        percentile.find() ? micros(percentile) : Double.NaN,
        percentile.find() ? micros(percentile) : Double.NaN,
        wrong.find() ? wrong.group(1) : "");
  }

  private static double micros(Matcher duration) {
    double figure = Double.parseDouble(duration.group(2));
    return switch (duration.group(3)) {
      case "us" -> figure;
      case "ms" -> figure * 1e3;
      case "s" -> figure * 1e6;
      default -> figure * 60e6;
    };
  }
}
