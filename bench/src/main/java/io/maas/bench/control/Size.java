package io.maas.bench.control;

import java.util.List;

/// How much there is.
///
/// @param keys API keys, two for each user and evenly over subscriptions
/// @param subscriptions each with three models
/// @param models each with an endpoint of its own, granted to everybody
/// @param users each in one group
record Size(int keys, int subscriptions, int models, int users) {

  static final String USAGE =
      """
        --size N            hundredths of the full size: 100 000 keys, 10 000 subscriptions, 1 000
                            models and 50 000 users (default 100)
      """;

  private static final Size FULL = new Size(100_000, 10_000, 1_000, 50_000);
  private static final int WHOLE = 100;

  static Size of(List<String> flags) {
    if (flags.isEmpty()) {
      return FULL;
    }
    String given = String.join(" ", flags);
    if (!given.matches("--size [1-9][0-9]{0,2}")) {
      throw new IllegalArgumentException(given + " (expected: --size and a number from 1 to 999)");
    }
    return FULL.times(Integer.parseInt(flags.getLast()));
  }

  private Size times(int hundredths) {
    return new Size(
        keys * hundredths / WHOLE,
        subscriptions * hundredths / WHOLE,
        models * hundredths / WHOLE,
        users * hundredths / WHOLE);
  }

  String line() {
    return "%,d keys, %,d subscriptions, %,d models, %,d users"
        .formatted(keys, subscriptions, models, users);
  }
}
