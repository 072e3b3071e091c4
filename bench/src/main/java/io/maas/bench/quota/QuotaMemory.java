package io.maas.bench.quota;

import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Settlement;
import io.maas.gateway.identity.IdentityCache;
import io.maas.store.memory.MemoryQuota;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/// `maas bench quota-memory`: a million keys and a hundred thousand subscriptions in one heap, and
/// how long an admission takes then. An admission here is what a request does in memory: find who
/// shows the key, decide, claim, reserve.
public final class QuotaMemory {

  /// The flags.
  public static final String USAGE =
      """
        --keys N            cached, each of another user (default 1000000)
        --subscriptions N   with two limits each (default 100000)
        --admissions N      measured (default 3000000)
      """;

  private final int keys;
  private final int subscriptions;
  private final int admissions;

  private QuotaMemory(int keys, int subscriptions, int admissions) {
    this.keys = keys;
    this.subscriptions = subscriptions;
    this.admissions = admissions;
  }

  /// Reads flags; refuses what it does not know.
  public static QuotaMemory of(List<String> flags) {
    int keys = 1_000_000;
    int subscriptions = 100_000;
    int admissions = 3_000_000;
    for (Iterator<String> rest = flags.iterator(); rest.hasNext(); ) {
      String flag = rest.next();
      String value = rest.hasNext() ? rest.next() : "";
      if (!value.matches("[1-9][0-9]{0,7}")) {
        throw new IllegalArgumentException(flag + ": " + value + " (expected: a number from 1)");
      }
      int number = Integer.parseInt(value);
      switch (flag) {
        case "--keys" -> keys = number;
        case "--subscriptions" -> subscriptions = number;
        case "--admissions" -> admissions = number;
        default ->
            throw new IllegalArgumentException(
                flag + ": unknown (expected: one of\n" + USAGE + ")");
      }
    }
    return new QuotaMemory(keys, subscriptions, admissions);
  }

  /// Fills the heap, then measures.
  public void run(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d keys, %,d subscriptions, heap of at most %,d MB, collected by %s%n",
        keys,
        subscriptions,
        Runtime.getRuntime().maxMemory() >> 20,
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", ")));
    People people = new People(subscriptions);
    long empty = used();
    Snapshot snapshot = people.snapshot();
    long withSnapshot = used();
    each(out, "subscription in the snapshot", withSnapshot - empty, subscriptions);
    IdentityCache cache =
        new IdentityCache(
            people, InstantSource.system(), System::nanoTime, 2L * keys, Duration.ofHours(1));
    for (int key = 0; key < keys; key++) {
      people.expect(key);
      identify(cache, key);
    }
    long withKeys = used();
    each(out, "cached key", withKeys - withSnapshot, keys);
    MemoryQuota quota = new MemoryQuota(System::nanoTime, InstantSource.system(), History.NOTHING);
    for (int key = 0; key < keys; key++) {
      admit(people, snapshot, cache, quota, key);
    }
    long withCounters = used();
    each(out, "live counter", withCounters - withKeys, quota.size());
    out.printf(
        Locale.ROOT,
        "heap used: %,d MB, with %,d credentials and %,d counters%n",
        withCounters >> 20,
        cache.size(),
        quota.size());
    measure(out, people, snapshot, cache, quota);
  }

  private void measure(
      PrintStream out, People people, Snapshot snapshot, IdentityCache cache, MemoryQuota quota) {
    Random random = new Random(1);
    long[] nanos = new long[admissions];
    long collecting = collecting();
    long begun = System.nanoTime();
    for (int i = 0; i < admissions; i++) {
      int key = random.nextInt(keys);
      long start = System.nanoTime();
      admit(people, snapshot, cache, quota, key);
      nanos[i] = System.nanoTime() - start;
    }
    long wall = System.nanoTime() - begun;
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "admission (identify, decide, reserve, settle): p50 %.1f us, p99 %.1f us, p99.9 %.1f us,"
            + " p99.99 %.1f us, worst %.1f ms; %,d of them in %.1f s on one thread, %d ms of it"
            + " collecting%n",
        at(nanos, 0.5),
        at(nanos, 0.99),
        at(nanos, 0.999),
        at(nanos, 0.9999),
        nanos[admissions - 1] / 1e6,
        admissions,
        wall / 1e9,
        collecting() - collecting);
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1e3;
  }

  private static Principal identify(IdentityCache cache, int key) {
    if (cache.identify(People.TENANT, People.key(key)).join()
        instanceof Identity.Known(Principal principal, _)) {
      return principal;
    }
    throw new IllegalStateException("key " + key + ": unknown (expected: cached)");
  }

  private static void admit(
      People people, Snapshot snapshot, IdentityCache cache, MemoryQuota quota, int key) {
    Principal principal = identify(cache, key);
    Decision decision = snapshot.decide(principal, people.model(key), null);
    if (!(decision instanceof Decision.Granted granted)) {
      throw new IllegalStateException(decision + " (expected: granted)");
    }
    Claims claims = granted.claims(principal);
    Admission admission =
        quota.reserve(new UUID(1, key), Sample.DEMAND, claims).toCompletableFuture().join();
    if (!(admission instanceof Admission.Admitted admitted)) {
      throw new IllegalStateException(admission + " (expected: admitted)");
    }
    quota.settle(admitted.reservation(), new Settlement.Settled(100, 150));
  }

  private static void each(PrintStream out, String what, long bytes, int count) {
    out.printf(Locale.ROOT, "%s: %,d bytes each, %,d MB%n", what, bytes / count, bytes >> 20);
    out.flush();
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
