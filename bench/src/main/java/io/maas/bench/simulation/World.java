package io.maas.bench.simulation;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// One run: gateways, the store, and what lies between them.
final class World {

  private static final long DOWN = 5 * VirtualTime.SECOND;
  private static final long TIDY_EVERY = VirtualTime.SECOND / 4;
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
  private double stranded;
  private double strandedMost;
  private long looks;

  World(Setting setting) {
    this.setting = setting;
    this.requests = new Random(setting.seed());
    this.chance = new Random(~setting.seed());
    this.store = new CounterStore(setting.limit(), setting.window().toNanos());
    this.truth = new Truth(store);
    this.exact = new ExactCounter(time, setting.limit(), setting.window().toNanos());
    this.gateways =
        Stream.generate(
                () -> new SimulatedGateway(this, new Wire(time, store, chance), setting.lease()))
            .limit(setting.gateways())
            .toList();
  }

  /// Lets it run, and tells what came of it.
  Result run() {
    nextRequest();
    every(LOOK_EVERY, this::look);
    if (setting.lease() instanceof Lease.Blocks blocks) {
      every(TIDY_EVERY, () -> gateways.forEach(SimulatedGateway::tidy));
      every(blocks.tellEvery(), () -> gateways.forEach(SimulatedGateway::tellAll));
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
        stranded / looks,
        strandedMost,
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
    double now = (double) truth.stranded(time.now()) / store.limit();
    stranded += now;
    strandedMost = Math.max(strandedMost, now);
    looks++;
  }

  VirtualTime time() {
    return time;
  }

  Truth truth() {
    return truth;
  }
}
