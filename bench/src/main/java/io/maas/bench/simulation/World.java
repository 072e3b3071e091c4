package io.maas.bench.simulation;

import io.maas.bench.simulation.CounterStore.Grant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One run: gateways, the store, and what lies between them.
final class World {

  private static final long WAY =
      VirtualTime.SECOND / 4000; // 0.25 ms, and on average as much again
  private static final long HICCUP = VirtualTime.SECOND / 50; // 20 ms, once in a thousand
  private static final long DOWN = 5 * VirtualTime.SECOND;
  private static final long REST_EVERY = VirtualTime.SECOND / 2;
  private static final long LOOK_EVERY = VirtualTime.SECOND / 10;

  private final Setting setting;
  private final VirtualTime time = new VirtualTime();
  private final RandomGenerator requests;
  private final RandomGenerator chance;
  private final CounterStore store;
  private final Truth truth;
  private final ExactCounter exact;
  private final List<SimulatedGateway> gateways;
  private long came;
  private long exactlyRefused;
  private double idle;
  private long looks;

  World(Setting setting) {
    this.setting = setting;
    this.requests = new Random(setting.seed());
    this.chance = new Random(~setting.seed());
    this.store = new CounterStore(setting.limit(), setting.window().toNanos());
    this.truth = new Truth(store);
    this.exact = new ExactCounter(time, setting.limit(), setting.window().toNanos());
    this.gateways =
        Stream.generate(() -> new SimulatedGateway(this)).limit(setting.gateways()).toList();
  }

  /// Lets it run, and tells what came of it.
  Result run() {
    nextRequest();
    every(LOOK_EVERY, this::look);
    if (!(setting.lease() instanceof Lease.None)) {
      every(REST_EVERY, () -> gateways.forEach(SimulatedGateway::rest));
    }
    if (setting.crashesPerSecond() > 0) {
      nextCrash();
    }
    time.runUntil(setting.lasts().toNanos());
    long asked = Math.max(1, came);
    return new Result(
        came,
        truth.overshoot(),
        truth.served(),
        (double) truth.refused() / asked,
        (double) exactlyRefused / asked,
        (double) truth.needlessly() / asked,
        idle / looks,
        (double) store.operations() / asked);
  }

  private void nextRequest() {
    time.after(
        setting.traffic().gap(setting.requestsPerSecond(), time.now(), requests),
        () -> {
          came(Ask.random(requests), setting.traffic().gateway(setting.gateways(), requests));
          nextRequest();
        });
  }

  /// Where the gateway is down, the next one that is up gets it.
  private void came(Ask ask, int to) {
    int gateway = to;
    while (gateways.get(gateway).isDown()) {
      gateway = (gateway + 1) % setting.gateways();
    }
    boolean exactly = exact.admits(ask);
    came++;
    exactlyRefused += exactly ? 0 : 1;
    gateways.get(gateway).arrive(ask.decided(exactly));
  }

  private void nextCrash() {
    double seconds = chance.nextExponential() / setting.crashesPerSecond();
    time.after(
        (long) (seconds * VirtualTime.SECOND),
        () -> {
          gateways.get(chance.nextInt(setting.gateways())).crash(DOWN);
          nextCrash();
        });
  }

  private void every(long nanos, Runnable happens) {
    time.after(
        nanos,
        () -> {
          happens.run();
          every(nanos, happens);
        });
  }

  private void look() {
    idle += (double) truth.idle(time.now()) / store.limit();
    looks++;
  }

  /// A round trip to the store.
  void ask(Function<CounterStore, Grant> question, Consumer<Grant> answer) {
    time.after(
        way(),
        () -> {
          Grant grant = question.apply(store);
          time.after(way(), () -> answer.accept(grant));
        });
  }

  /// The same, where nobody waits for the answer.
  void tell(Consumer<CounterStore> what) {
    time.after(way(), () -> what.accept(store));
  }

  private long way() {
    long usual = WAY + (long) (WAY * chance.nextExponential());
    return chance.nextInt(1000) == 0 ? usual + HICCUP : usual;
  }

  VirtualTime time() {
    return time;
  }

  Truth truth() {
    return truth;
  }

  Lease lease() {
    return setting.lease();
  }

  int gatewayCount() {
    return setting.gateways();
  }
}
