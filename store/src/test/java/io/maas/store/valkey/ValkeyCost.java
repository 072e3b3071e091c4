package io.maas.store.valkey;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.maas.domain.metering.Admission.Admitted;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.Enforcement;
import io.maas.domain.metering.History;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Quota;
import io.maas.domain.metering.Settlement.Settled;
import io.maas.domain.metering.Unit;
import io.maas.testkit.metering.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/// Prints how many decisions a second one server takes from one client that pipelines, beside what
/// plain `INCR` does through the same client in the same run. Not a test: run its `main`.
final class ValkeyCost {

  private static final int USERS = 1_000;
  private static final int IN_FLIGHT = 512;
  private static final int ROUNDS = 3;

  private ValkeyCost() {}

  public static void main(String[] args) throws Exception {
    int count = args.length == 0 ? 200_000 : Integer.parseInt(args[0]);
    try (RedisServer server = RedisServer.start();
        QuotaOnServers on = new QuotaOnServers("redis://127.0.0.1:" + server.port())) {
      Quota quota = on.quota(1, StoreTime.OF_SERVER, InstantSource.system(), History.NOTHING);
      List<Claims> one = claims(1);
      List<Claims> five = claims(5);
      try (var connection =
          on.connector
              .client()
              .connect(
                  StringCodec.ASCII,
                  on.connector.uri(new ValkeyAddress.Node("127.0.0.1", server.port())))) {
        RedisAsyncCommands<String, String> plain = connection.async();
        for (int round = 1; round <= ROUNDS; round++) {
          say(server, round, "INCR", count, i -> plain.incr("user-" + i % USERS));
          say(server, round, "reserve, one limit", count, i -> reserve(quota, one, i));
          say(server, round, "reserve, five limits", count, i -> reserve(quota, five, i));
          say(server, round, "reserve and settle, one limit", count, i -> both(quota, one, i));
          say(server, round, "reserve and settle, five limits", count, i -> both(quota, five, i));
        }
      }
    }
  }

  private static List<Claims> claims(int limits) {
    List<Claims> all = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      List<Claim> claims = new ArrayList<>();
      for (int hours = 1; hours <= limits; hours++) {
        Unit unit = hours % 2 == 0 ? Unit.REQUESTS : Unit.TOTAL_TOKENS;
        Duration length = Duration.ofHours(hours + 10 * limits);
        Limit limit = Limits.limit(unit, Limit.LARGEST, length, Enforcement.STRICT);
        claims.add(new Claim(limit, "user-" + user));
      }
      all.add(new Claims(new Partition(Place.USER, "t", "", "user-" + user), false, claims));
    }
    return all;
  }

  private static CompletionStage<?> reserve(Quota quota, List<Claims> claims, int i) {
    return quota.reserve(UUID.randomUUID(), Limits.demand(10, 20), claims.get(i % claims.size()));
  }

  private static CompletionStage<?> both(Quota quota, List<Claims> claims, int i) {
    return quota
        .reserve(UUID.randomUUID(), Limits.demand(10, 20), claims.get(i % claims.size()))
        .thenCompose(
            admission -> quota.settle(((Admitted) admission).reservation(), new Settled(10, 15)));
  }

  private static void say(
      RedisServer server, int round, String what, int count, IntFunction<CompletionStage<?>> ask)
      throws InterruptedException {
    Semaphore room = new Semaphore(IN_FLIGHT);
    double cpu = server.cpuSeconds();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      room.acquire();
      var _ =
          ask.apply(i)
              .whenComplete((_, error) -> {
                room.release();
                if (error != null) {
                  throw new IllegalStateException(error);
                }
              });
    }
    room.acquire(IN_FLIGHT);
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = server.cpuSeconds() - cpu;
    System.out.printf(
        Locale.ROOT,
        "round %d  %-32s %,9.0f /s   server CPU %5.1f us each, so %,9.0f /s of a core%n",
        round,
        what,
        count / seconds,
        busy / count * 1e6,
        count / busy);
  }
}
