package io.maas.simulator.engine;

/// What a sequence has to do.
///
/// @param steps how many steps it has (≥ 0)
/// @param haltAfter the step after which it goes no further; `steps` where it runs through
/// @param stepwise whether each step is wanted when it is done, or all of them at the end
/// @param tokens what it holds in the KV cache while it runs: its prompt, and all that it will
///   generate
public record Work(int steps, int haltAfter, boolean stepwise, int tokens) {
  public Work {
    if (steps < 0 || haltAfter < 0 || haltAfter > steps) {
      throw new IllegalArgumentException(
          "steps: %d, haltAfter: %d (expected: 0 <= haltAfter <= steps)"
              .formatted(steps, haltAfter));
    }
  }
}
