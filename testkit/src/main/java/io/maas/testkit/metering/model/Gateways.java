package io.maas.testkit.metering.model;

import io.maas.domain.metering.Quota;
import java.time.Duration;
import java.util.function.Supplier;

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

  /// This one is gone, and says nothing any more. What it held in windows stays held.
  void crash(int number);

  /// How long after that its requests still count among those at once.
  Duration noticedAfter();

  /// All counters are lost. What was used of them is told by the history, when they are asked for.
  void lose();

  /// Whether what the gateways have open is lost with the counters.
  boolean liveWithTheirStore();

  /// One gateway, that lives as long as its store.
  ///
  /// @param fresh a store without counters
  static Gateways one(Supplier<Quota> fresh) {
    return new Gateways() {
      private Quota quota = fresh.get();

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

      @Override
      public Duration noticedAfter() {
        return Duration.ZERO;
      }

      @Override
      public void lose() {
        quota = fresh.get();
      }

      @Override
      public boolean liveWithTheirStore() {
        return true;
      }
    };
  }
}
