package io.maas.cli.demo;

import java.util.List;

/// What was used, according to somebody.
record Tally(long requests, long inputTokens, long outputTokens) {
  static final Tally NOTHING = new Tally(0, 0, 0);

  /// According to the answers that the client got.
  static Tally of(List<Turn> turns) {
    return turns.stream()
        .filter(Turn::passed)
        .map(turn -> new Tally(1, turn.inputTokens(), turn.outputTokens()))
        .reduce(NOTHING, Tally::plus);
  }

  /// A subscription's name without its namespace, which not every list shows.
  static String bare(String subscription) {
    return subscription.substring(subscription.lastIndexOf('/') + 1);
  }

  Tally plus(Tally other) {
    return new Tally(
        requests + other.requests,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens);
  }

  long totalTokens() {
    return inputTokens + outputTokens;
  }
}
