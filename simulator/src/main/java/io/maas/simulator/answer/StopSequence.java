package io.maas.simulator.answer;

import io.maas.simulator.text.Passage;
import java.util.List;
import java.util.Optional;

/// Where a stop sequence first appears in a text.
record StopSequence(String text, int begin) {
  static Optional<StopSequence> firstIn(Passage passage, List<String> stops) {
    if (stops.isEmpty()) {
      return Optional.empty();
    }
    var said = passage.text();
    StopSequence first = null;
    for (var stop : stops) {
      int begin = said.indexOf(stop);
      if (begin >= 0 && (first == null || begin < first.begin)) {
        first = new StopSequence(stop, begin);
      }
    }
    return Optional.ofNullable(first);
  }

  /// The answer that it leaves: the tokens up to the one that completed the sequence are generated
  /// and counted, the text before it is said.
  Answer end(Passage passage, boolean keepsStop) {
    int end = begin + text.length();
    int tokens = 0;
    for (int chars = 0; chars < end; tokens++) {
      chars += passage.piece(tokens).text().length();
    }
    return new Answer.Words(
        passage.first(tokens).saying(keepsStop ? end : begin), Finish.STOP, text);
  }
}
