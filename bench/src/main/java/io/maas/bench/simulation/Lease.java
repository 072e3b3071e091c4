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
  /// @param modest whether who got less than was wanted wants less the next time, however soon that
  ///   is
  /// @param tellEvery how often retired blocks give back what their requests left, in nanoseconds
  record Blocks(int fewest, int most, int part, boolean modest, long tellEvery) implements Lease {

    private static final long SHORT = VirtualTime.SECOND / 4;
    private static final long LONG = 2 * VirtualTime.SECOND;

    /// Always for as many requests.
    static Blocks of(int requests) {
      return new Blocks(requests, requests, 4, false, VirtualTime.SECOND / 4);
    }

    /// For as many as are used up soon.
    static Blocks eager(int part) {
      return new Blocks(4, 4096, part, false, VirtualTime.SECOND / 4);
    }

    /// The same, that learns from what it does not get.
    static Blocks modest(int part, long tellEvery) {
      return new Blocks(4, 4096, part, true, tellEvery);
    }

    /// For how many requests the next block should be.
    ///
    /// @param lasted how long the last one did
    /// @param wasCut whether it got less than it wanted
    int next(int requests, long lasted, boolean wasCut) {
      if (lasted > LONG || (modest && wasCut)) {
        return Math.max(fewest, requests / 2);
      }
      return lasted < SHORT ? Math.min(most, requests * 2) : requests;
    }

    /// The same after a refusal.
    int afterRefusal(int requests) {
      return modest ? fewest : requests;
    }

    @Override
    public String toString() {
      return "%s for %s, 1/%d, %.2f s"
          .formatted(
              modest ? "modest" : "eager",
              fewest == most ? fewest + "" : fewest + " to " + most,
              part,
              (double) tellEvery / VirtualTime.SECOND);
    }
  }
}
