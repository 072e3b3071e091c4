package io.maas.cli.demo;

import java.util.List;

/// A part of the story under one subscription.
///
/// @param subscription what the requests were counted under
/// @param turns the requests, in order
record Phase(String subscription, List<Turn> turns) {
  Phase {
    turns = List.copyOf(turns);
  }

  Tally seen() {
    return Tally.of(turns);
  }

  List<Turn> served() {
    return turns.stream().filter(Turn::passed).toList();
  }
}
