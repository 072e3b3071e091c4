package io.maas.bench.simulation;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A gateway's connection to the store: nothing overtakes on it.
final class Wire {

  private static final long WAY =
      VirtualTime.SECOND / 4000; // 0.25 ms, and on average as much again
  private static final long HICCUP = VirtualTime.SECOND / 50; // 20 ms, once in a thousand

  private final VirtualTime time;
  private final CounterStore store;
  private final RandomGenerator chance;
  private long lastThere;
  private long lastBack;

  Wire(VirtualTime time, CounterStore store, RandomGenerator chance) {
    this.time = time;
    this.store = store;
    this.chance = chance;
  }

  /// A round trip.
  <A> void ask(Function<CounterStore, A> question, Consumer<A> answer) {
    lastThere = Math.max(lastThere, time.now() + way());
    time.after(
        lastThere - time.now(),
        () -> {
          A said = question.apply(store);
          lastBack = Math.max(lastBack, time.now() + way());
          time.after(lastBack - time.now(), () -> answer.accept(said));
        });
  }

  private long way() {
    long usual = WAY + (long) (WAY * chance.nextExponential());
    return chance.nextInt(1000) == 0 ? usual + HICCUP : usual;
  }
}
