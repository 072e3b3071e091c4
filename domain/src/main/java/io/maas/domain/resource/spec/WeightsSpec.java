package io.maas.domain.resource.spec;

import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Unit;
import io.maas.domain.resource.Fields;

/// `weights: {input, cached, output}`: tokens that do not count alike.
final class WeightsSpec {

  private static final int DECIMALS = 3;
  private static final long HEAVIEST = 1000 * Measure.WEIGHTED;

  private WeightsSpec() {}

  /// How much of the unit a request is. Input and output count once where nothing is said, and
  /// cached input as any other; weights that say no more than that are none.
  static Measure measure(Fields rate, Unit unit) {
    Measure plain = unit == Unit.COST ? Measure.UNPRICED : Measure.of(unit);
    Fields weights = rate.objectOrNull("weights");
    if (weights == null) {
      return plain;
    }
    if (unit != Unit.TOTAL_TOKENS) {
      rate.refuse("weights", "nothing, because only total_tokens can be weighted");
      return plain;
    }
    long input = weight(weights, "input", Measure.WEIGHTED);
    long cached = weight(weights, "cached", input);
    long output = weight(weights, "output", Measure.WEIGHTED);
    if (input == 0 && cached == 0 && output == 0) {
      rate.refuse("weights", "at least one weight > 0");
    }
    boolean alike =
        input == Measure.WEIGHTED && cached == Measure.WEIGHTED && output == Measure.WEIGHTED;
    return alike ? plain : Measure.weighted(input, cached, output);
  }

  private static long weight(Fields weights, String token, long otherwise) {
    return weights.decimal(token, DECIMALS, 0, HEAVIEST, otherwise);
  }
}
