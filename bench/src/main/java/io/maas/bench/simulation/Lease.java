package io.maas.bench.simulation;

/// How much a gateway debits beyond what a request needs at once.
sealed interface Lease {

  /// Nothing: each request asks the store, and tells it what came of it.
  record None() implements Lease {
    @Override
    public String toString() {
      return "none";
    }
  }

  /// Blocks for a number of requests, which doubles while a block lasts a moment only, and halves
  /// while one lasts long.
  ///
  /// @param fewest requests that a block is for
  /// @param most the same
  /// @param part of what is left that a block may have, as long as one request needs no more: one
  ///   in so many
  record Blocks(int fewest, int most, int part) implements Lease {

    /// As the gateways do it.
    static final Blocks AS_BUILT = new Blocks(4, 4096, 4);

    private static final long SHORT = VirtualTime.SECOND / 4;
    private static final long LONG = 2 * VirtualTime.SECOND;

    /// For how many requests the next block should be, after one that lasted so long.
    int next(int requests, long lasted) {
      if (lasted < SHORT) {
        return Math.min(most, requests * 2);
      }
      return lasted > LONG ? Math.max(fewest, requests / 2) : requests;
    }

    @Override
    public String toString() {
      String requests = fewest == most ? fewest + "" : fewest + " to " + most;
      return "%s requests, 1/%d of what is left".formatted(requests, part);
    }
  }
}
