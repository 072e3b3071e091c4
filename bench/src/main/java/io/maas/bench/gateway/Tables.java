package io.maas.bench.gateway;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// The figures for people: a table for each scenario.
final class Tables {

  private static final DoubleFunction<String> WHOLE = rounded(0);
  private static final DoubleFunction<String> TENTHS = rounded(1);
  private static final DoubleFunction<String> HUNDREDTHS = rounded(2);
  private static final double MB = 1024 * 1024;

  private final Rounds rounds;

  Tables(Rounds rounds) {
    this.rounds = rounds;
  }

  private static DoubleFunction<String> rounded(int digits) {
    return figure -> String.format(Locale.ROOT, "%." + digits + "f", figure);
  }

  /// Many clients at once.
  String throughput(Scenario scenario) {
    Table table =
        new Table(
            "target", "requests/s", "÷ nginx", "CPU µs/request", "÷ nginx", "core busy", "RSS MB");
    for (String target : rounds.targets()) {
      table.row(
          target,
          rounds.of(target, scenario, Tables::rate).text(WHOLE),
          rounds.ratio(target, scenario, Tables::rate).text(HUNDREDTHS),
          rounds.of(target, scenario, Measurement::cpuMicros).text(TENTHS),
          rounds.ratio(target, scenario, Measurement::cpuMicros).text(HUNDREDTHS),
          rounds.of(target, scenario, Measurement::busy).text(Tables::percent),
          rounds.of(target, scenario, Tables::resident).text(WHOLE));
    }
    return titled(scenario, scenario.connections() + " connections", table);
  }

  /// One client.
  String latency(Scenario scenario) {
    Table table = new Table("target", "p50 µs", "p99 µs", "p50 - nginx's", "p99 - nginx's");
    for (String target : rounds.targets()) {
      table.row(
          target,
          rounds.of(target, scenario, Tables::median).text(WHOLE),
          rounds.of(target, scenario, Tables::p99).text(WHOLE),
          rounds.beyond(target, scenario, Tables::median).text(WHOLE),
          rounds.beyond(target, scenario, Tables::p99).text(WHOLE));
    }
    return titled(scenario, "small chat", table);
  }

  /// Streams that stay open.
  String idle(Scenario scenario, List<HeldStreams> held) {
    Table table =
        new Table(
            "target",
            "open",
            "still open",
            "RSS MB before",
            "RSS MB",
            "heap MB",
            "KB each",
            "core busy");
    for (HeldStreams streams : held) {
      double each = (streams.resident() - streams.residentBefore()) / 1024.0 / streams.asked();
      table.row(
          streams.target(),
          Integer.toString(streams.asked()),
          Integer.toString(streams.open()),
          WHOLE.apply(streams.residentBefore() / MB),
          WHOLE.apply(streams.resident() / MB),
          streams.heap() == 0 ? "-" : WHOLE.apply(streams.heap() / MB),
          TENTHS.apply(each),
          percent(streams.busy()));
    }
    return titled(scenario, "for " + HeldStreams.HOLD.toSeconds() + " s", table);
  }

  private static String percent(double share) {
    return WHOLE.apply(100 * share) + " %";
  }

  private static double rate(Measurement measurement) {
    return measurement.load().perSecond();
  }

  private static double median(Measurement measurement) {
    return measurement.load().medianMicros();
  }

  private static double p99(Measurement measurement) {
    return measurement.load().p99Micros();
  }

  /// The engine's is nobody's business.
  private static double resident(Measurement measurement) {
    return measurement.residentBytes() == 0 ? Double.NaN : measurement.residentBytes() / MB;
  }

  private static String titled(Scenario scenario, String how, Table table) {
    return "\n### " + scenario.title() + ", " + how + "\n\n" + table;
  }
}
