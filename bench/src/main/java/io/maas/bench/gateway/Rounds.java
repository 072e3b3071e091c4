package io.maas.bench.gateway;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// All measurements, compared within their rounds: a machine is busier in one minute than in the
/// next, and that must not count.
record Rounds(List<Measurement> measurements) {

  private static final String ANCHOR = "nginx";

  List<String> targets() {
    return measurements.stream().map(Measurement::target).distinct().toList();
  }

  /// A figure over all rounds.
  Spread of(String target, Scenario scenario, ToDoubleFunction<Measurement> figure) {
    return Spread.of(select(target, scenario).mapToDouble(figure));
  }

  /// A figure as a part of nginx's in the same round.
  Spread ratio(String target, Scenario scenario, ToDoubleFunction<Measurement> figure) {
    return Spread.of(
        select(target, scenario)
            .mapToDouble(m -> figure.applyAsDouble(m) / figure.applyAsDouble(anchor(m))));
  }

  /// How far a figure is beyond nginx's in the same round.
  Spread beyond(String target, Scenario scenario, ToDoubleFunction<Measurement> figure) {
    return Spread.of(
        select(target, scenario)
            .mapToDouble(m -> figure.applyAsDouble(m) - figure.applyAsDouble(anchor(m))));
  }

  private Stream<Measurement> select(String target, Scenario scenario) {
    return measurements.stream().filter(m -> m.target().equals(target) && m.scenario() == scenario);
  }

  private Measurement anchor(Measurement measurement) {
    return select(ANCHOR, measurement.scenario())
        .filter(m -> m.round() == measurement.round())
        .findFirst()
        .orElseThrow();
  }
}
