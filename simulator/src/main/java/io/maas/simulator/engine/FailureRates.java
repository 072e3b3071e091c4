package io.maas.simulator.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How often requests fail, and how: each rate is a share of all requests, from 0 to 1, and
/// together they are at most 1.
///
/// @param statusCode the status of the `status` share
public record FailureRates(
    int statusCode, double status, double drop, double stall, double noUsage, double garbage) {
  public static final FailureRates NONE = new FailureRates(500, 0, 0, 0, 0, 0);

  private static final Failure FINE = new Failure.None();

  public FailureRates {
    new Failure.Status(statusCode);
    check("failure-status", status);
    check("failure-drop-rate", drop);
    check("failure-stall-rate", stall);
    check("failure-no-usage-rate", noUsage);
    check("failure-garbage-rate", garbage);
    check("the sum of all failure rates", status + drop + stall + noUsage + garbage);
  }

  /// The same with one rate changed; that of the status goes with its code, as `500:0.05`.
  ///
  /// @throws IllegalArgumentException where the name is unknown or the value does not fit
  FailureRates with(String name, String value) {
    return switch (name) {
      case "failure-status" -> withStatus(value);
      case "failure-drop-rate" ->
          new FailureRates(statusCode, status, rate(name, value), stall, noUsage, garbage);
      case "failure-stall-rate" ->
          new FailureRates(statusCode, status, drop, rate(name, value), noUsage, garbage);
      case "failure-no-usage-rate" ->
          new FailureRates(statusCode, status, drop, stall, rate(name, value), garbage);
      case "failure-garbage-rate" ->
          new FailureRates(statusCode, status, drop, stall, noUsage, rate(name, value));
      default ->
          throw new IllegalArgumentException(
              "%s: unknown (expected: one of %s)".formatted(name, Tuning.NAMES));
    };
  }

  Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    values.put("failure-status", statusCode + ":" + status);
    values.put("failure-drop-rate", Double.toString(drop));
    values.put("failure-stall-rate", Double.toString(stall));
    values.put("failure-no-usage-rate", Double.toString(noUsage));
    values.put("failure-garbage-rate", Double.toString(garbage));
    return values;
  }

  private FailureRates withStatus(String value) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "failure-status: %s (expected: a status and its rate, such as 500:0.05)"
              .formatted(value));
    }
    return new FailureRates(
        Numbers.whole("failure-status", value.substring(0, colon)),
        rate("failure-status", value.substring(colon + 1)),
        drop,
        stall,
        noUsage,
        garbage);
  }

  private static double rate(String name, String value) {
    return Numbers.decimal(name, value);
  }

  /// Decides for one request.
  public Failure draw(RandomGenerator random) {
    if (this.equals(NONE)) {
      return FINE;
    }
    double left = random.nextDouble();
    if ((left -= status) < 0) {
      return new Failure.Status(statusCode);
    }
    if ((left -= drop) < 0) {
      return new Failure.Drop();
    }
    if ((left -= stall) < 0) {
      return new Failure.Stall();
    }
    if ((left -= noUsage) < 0) {
      return new Failure.NoUsage();
    }
    return left < garbage ? new Failure.Garbage() : FINE;
  }

  private static void check(String what, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("%s: %s (expected: 0 to 1)".formatted(what, rate));
    }
  }
}
