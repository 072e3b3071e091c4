package io.maas.testkit.metering.model;

import io.maas.domain.metering.Quota;

/// The gateways of a story, before one store. Where a store is a gateway's own there is one.
public interface Gateways {

  /// How many there are, at least one.
  int count();

  /// The store as this one sees it.
  ///
  /// @param number from 0
  Quota of(int number);

  /// Time has passed: whoever lives says so, where that matters.
  void timePassed();

  /// This one is gone. Returns when the store counts none of its requests among those at once any
  /// more; what it held in windows stays held.
  void crash(int number);

  /// One gateway, that lives as long as its store.
  static Gateways one(Quota quota) {
    return new Gateways() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public Quota of(int number) {
        return quota;
      }

      @Override
      public void timePassed() {}

      @Override
      public void crash(int number) {
        throw new IllegalStateException("gateway " + number + ": the last one");
      }
    };
  }
}
