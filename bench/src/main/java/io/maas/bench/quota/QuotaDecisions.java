package io.maas.bench.quota;

import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Settlement;
import io.maas.store.memory.MemoryQuota;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one request costs the counters in memory: reserve and settle, over a thousand users, so
/// that caches are met as they are at work.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class QuotaDecisions {

  private static final int USERS = 1000;
  private static final Settlement SETTLED = new Settlement.Settled(100, 150);

  /// How many limits stand above each other.
  @Param({"1", "5"})
  public int limits;

  private final UUID id = new UUID(1, 2);
  private final Claims[] claims = new Claims[USERS];
  private final Claims[] spent = new Claims[USERS];
  private MemoryQuota quota = quota();
  private int next;

  private static MemoryQuota quota() {
    return new MemoryQuota(System::nanoTime, InstantSource.system(), History.NOTHING);
  }

  /// Opens every window.
  @Setup
  public void open() {
    quota = quota();
    for (int user = 0; user < USERS; user++) {
      claims[user] = Sample.claims("user-" + user, limits);
      spent[user] = Sample.spent("user-" + user, limits);
      reserve(claims[user]);
      reserve(spent[user]);
    }
  }

  /// A request that is admitted, and what becomes of it.
  @Benchmark
  public Object reserveAndSettle() {
    Admission admission = reserve(claims[next()]);
    if (admission instanceof Admission.Admitted admitted) {
      return quota.settle(admitted.reservation(), SETTLED);
    }
    throw new IllegalStateException(admission + " (expected: admitted)");
  }

  /// A request that is refused, by the last limit that is looked at.
  @Benchmark
  public Object refuse() {
    return reserve(spent[next()]);
  }

  private int next() {
    next = next + 1 == USERS ? 0 : next + 1;
    return next;
  }

  private Admission reserve(Claims of) {
    return quota.reserve(id, Sample.DEMAND, of).toCompletableFuture().join();
  }
}
