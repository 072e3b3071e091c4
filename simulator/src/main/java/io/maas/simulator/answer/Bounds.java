package io.maas.simulator.answer;

import java.util.List;

/// What bounds an answer.
///
/// @param atLeast tokens before the model may end of itself
/// @param atMost tokens after which it is cut, with finish reason `length`
/// @param endless whether the model never ends of itself (`ignore_eos`)
/// @param stops sequences that end it; the first to appear counts
/// @param keepsStop whether the stop sequence is part of the text
public record Bounds(
    int atLeast, int atMost, boolean endless, List<String> stops, boolean keepsStop) {
  public Bounds {
    stops = List.copyOf(stops);
  }

  int enough() {
    return endless ? atMost : Math.min(atLeast, atMost);
  }
}
