package io.maas.bench.simulation;

/// How much a gateway debits beyond what its requests need at once.
sealed interface Lease {

  /// Nothing: each request asks the store, and tells it what came of it.
  record None() implements Lease {
    @Override
    public long size(long left, int gateways) {
      return 0;
    }

    @Override
    public String toString() {
      return "none";
    }
  }

  /// Always the same.
  record Fixed(long requests) implements Lease {
    @Override
    public long size(long left, int gateways) {
      return requests * Ask.TYPICAL;
    }

    @Override
    public String toString() {
      return requests + " requests";
    }
  }

  /// A part of what is left, so that all gateways together have no more than one part in so many.
  record Share(int part) implements Lease {
    @Override
    public long size(long left, int gateways) {
      return left / ((long) gateways * part);
    }

    @Override
    public String toString() {
      return "left / (" + part + " x gateways)";
    }
  }

  /// Points to debit ahead.
  ///
  /// @param left what is left of the limit
  long size(long left, int gateways);
}
