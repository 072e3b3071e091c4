package io.maas.bench.valkey;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.maas.bench.gateway.Table;
import io.maas.bench.process.Child;
import io.maas.bench.process.Cores;
import io.maas.bench.process.FreePort;
import io.maas.bench.process.WorkFolder;
import io.maas.domain.metering.Admission;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.store.valkey.SharedCounters;
import io.maas.store.valkey.ValkeyAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// `maas bench quota-valkey`: how many decisions a second one server takes from one client that
/// pipelines, beside plain `INCR`.
public final class QuotaOnValkey {

  /// The flags.
  public static final String USAGE =
      """
        --rounds N          how often each is measured, in turn (default 3)
        --decisions N       of each kind and round (default 200000)
      """;

  private static final int USERS = 1000;
  private static final int IN_FLIGHT = 512;
  private static final Demand DEMAND = new Demand(10, 10, 1, OptionalLong.of(20), 4096, 20);

  private final int rounds;
  private final int decisions;

  private QuotaOnValkey(int rounds, int decisions) {
    this.rounds = rounds;
    this.decisions = decisions;
  }

  /// Reads flags; refuses what it does not know.
  public static QuotaOnValkey of(List<String> flags) {
    int rounds = 3;
    int decisions = 200_000;
    for (Iterator<String> rest = flags.iterator(); rest.hasNext(); ) {
      String flag = rest.next();
      String value = rest.hasNext() ? rest.next() : "";
      if (!value.matches("[1-9][0-9]{0,7}")) {
        throw new IllegalArgumentException(flag + ": " + value + " (expected: a number from 1)");
      }
      switch (flag) {
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--decisions" -> decisions = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                flag + ": unknown (expected: one of\n" + USAGE + ")");
      }
    }
    return new QuotaOnValkey(rounds, decisions);
  }

  /// Starts a server on a core of its own, and measures.
  public void run(PrintStream out) throws IOException, InterruptedException {
    Cores.leaveToMeasured();
    try (WorkFolder folder = WorkFolder.create("maas-bench")) {
      int port = FreePort.next();
      try (Child server = Child.measured("redis", folder.path(), command(port), Map.of())) {
        server.awaitPort(port);
        measure(out, server, port);
      }
    }
  }

  private static List<String> command(int port) {
    String program = Files.isExecutable(Path.of("/usr/bin/redis-server")) ? "redis" : "valkey";
    return List.of(
        program + "-server",
        "--bind",
        "127.0.0.1",
        "--port",
        "" + port,
        "--save",
        "",
        "--appendonly",
        "no");
  }

  private void measure(PrintStream out, Child server, int port)
      throws IOException, InterruptedException {
    ValkeyAddress address = ValkeyAddress.parse("redis://127.0.0.1:" + port).orElseThrow();
    SharedCounters.Parties parties =
        new SharedCounters.Parties(
            "gateway-1",
            "gateway-1@bench",
            new OneGateway(),
            History.NOTHING,
            () -> true,
            InstantSource.system(),
            () -> Layout.NONE,
            System::nanoTime,
            UUID::randomUUID,
            ForkJoinPool.commonPool());
    SharedCounters.Bounds bounds = new SharedCounters.Bounds(Duration.ofSeconds(5), 100_000);
    RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", port));
    try (SharedCounters counters = SharedCounters.open(address, parties, bounds);
        StatefulRedisConnection<String, String> plain = client.connect(StringCodec.ASCII)) {
      server.await("counting", () -> counters.epoch() == 1 && counters.trouble().isEmpty());
      out.print(table(counters.quota(), plain.async()));
    } finally {
      client.shutdown();
    }
  }

  private Table table(Quota quota, RedisAsyncCommands<String, String> plain)
      throws InterruptedException {
    List<Claims> one = claims(1);
    List<Claims> five = claims(5);
    Table table =
        new Table("round", "operation", "a second", "server CPU us each", "a second of a core");
    for (int round = 1; round <= rounds; round++) {
      row(table, plain, round, "INCR", i -> plain.incr("user-" + i % USERS));
      row(table, plain, round, "reserve, one limit", i -> reserve(quota, one, i));
      row(table, plain, round, "reserve, five limits", i -> reserve(quota, five, i));
      row(table, plain, round, "reserve and settle, one limit", i -> both(quota, one, i));
      row(table, plain, round, "reserve and settle, five limits", i -> both(quota, five, i));
    }
    return table;
  }

  private static List<Claims> claims(int limits) {
    return IntStream.range(0, USERS)
        .mapToObj(user -> SharedLimits.claims("user-" + user, limits))
        .toList();
  }

  private static CompletionStage<Admission> reserve(Quota quota, List<Claims> claims, int i) {
    return quota.reserve(UUID.randomUUID(), DEMAND, claims.get(i % USERS));
  }

  private static CompletionStage<Void> both(Quota quota, List<Claims> claims, int i) {
    return reserve(quota, claims, i)
        .thenCompose(admission ->
            admission instanceof Admission.Admitted(var reservation)
                ? quota.settle(reservation, new Settled(10, 15))
                : CompletableFuture.failedStage(
                    new IllegalStateException(admission + " (expected: admitted)")));
  }

  private void row(
      Table table,
      RedisAsyncCommands<String, String> plain,
      int round,
      String what,
      IntFunction<CompletionStage<?>> ask)
      throws InterruptedException {
    double cpu = cpuSeconds(plain);
    long start = System.nanoTime();
    askAll(ask);
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = cpuSeconds(plain) - cpu;
    table.row(
        Integer.toString(round),
        what,
        String.format(Locale.ROOT, "%,.0f", decisions / seconds),
        String.format(Locale.ROOT, "%.1f", busy / decisions * 1e6),
        String.format(Locale.ROOT, "%,.0f", decisions / busy));
  }

  private void askAll(IntFunction<CompletionStage<?>> ask) throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    CompletableFuture<Void> failed = new CompletableFuture<>();
    for (int i = 0; i < decisions; i++) {
      room.acquire();
      var _ =
          ask.apply(i)
              .whenComplete((_, error) -> {
                room.release();
                if (error != null) {
                  failed.completeExceptionally(error);
                }
              });
    }
    room.acquire(IN_FLIGHT);
    failed.getNow(null);
  }

  /// What the server has computed since it began.
  private static double cpuSeconds(RedisAsyncCommands<String, String> plain) {
    String info = plain.info("cpu").toCompletableFuture().join();
    return info.lines()
        .filter(line -> line.startsWith("used_cpu_sys:") || line.startsWith("used_cpu_user:"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1)))
        .sum();
  }
}
