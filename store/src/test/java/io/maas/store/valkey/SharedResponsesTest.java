package io.maas.store.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.cache.ResponseStore;
import io.maas.store.valkey.SharedResponses.Bounds;
import io.maas.testkit.cache.ResponseStoreContract;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SharedResponsesTest extends ResponseStoreContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static RedisServer server;

  private final List<SharedResponses> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void close() {
    opened.forEach(SharedResponses::close);
  }

  @Override
  protected ResponseStore store(long bound) {
    server.say("FLUSHALL");
    return reached(open(server.port(), bound, Duration.ofSeconds(5)));
  }

  private SharedResponses open(int port, long bound, Duration within) {
    return opened("redis://127.0.0.1:" + port, bound, within);
  }

  private SharedResponses opened(String address, long bound, Duration within) {
    SharedResponses shared =
        SharedResponses.open(
            ValkeyAddress.parse(address).orElseThrow(),
            new Bounds(bound, within, 256),
            System::nanoTime);
    opened.add(shared);
    return shared;
  }

  private static SharedResponses reached(SharedResponses shared) {
    Eventually.holds("a server that keeps", PATIENCE, () -> keeps(shared));
    return shared;
  }

  private static boolean keeps(SharedResponses shared) {
    shared.keep("probe", new byte[] {1}, Duration.ofMinutes(1)).toCompletableFuture().join();
    return shared.find("probe").toCompletableFuture().join().isPresent();
  }

  @Test
  void givesWhatAnotherGatewayKept() {
    SharedResponses one = reached(open(server.port(), 20_000, Duration.ofSeconds(5)));
    SharedResponses other = reached(open(server.port(), 20_000, Duration.ofSeconds(5)));

    one.keep("shared", new byte[] {7}, Duration.ofMinutes(1)).toCompletableFuture().join();

    assertThat(other.find("shared").toCompletableFuture().join())
        .hasValueSatisfying(found -> assertThat(found).containsExactly(7));
  }

  @Test
  void findsNothingWhileTheServerIsSilentAndAgainAsSoonAsItSpeaks() throws IOException {
    // given
    try (RedisServer silent = RedisServer.start()) {
      SharedResponses shared = reached(open(silent.port(), 20_000, Duration.ofMillis(50)));
      silent.suspend();

      // when
      boolean found = shared.find("probe").toCompletableFuture().join().isPresent();

      // then
      assertThat(found).isFalse();
      assertThat(shared.troubles()).isPositive();
      silent.resume();
      reached(shared);
    }
  }

  @Test
  void findsNothingWhileNobodyIsThereAndAgainAfterARestart() throws IOException {
    try (RedisServer mortal = RedisServer.start()) {
      SharedResponses shared = reached(open(mortal.port(), 20_000, Duration.ofMillis(200)));
      mortal.kill();

      Eventually.holds(
          "away", PATIENCE, () -> shared.find("probe").toCompletableFuture().join().isEmpty());

      mortal.launch();
      reached(shared);
    }
  }

  @Test
  void keepsEachEntryWhereAClusterHasIt() throws IOException {
    try (RedisServer one = RedisServer.start("--cluster-enabled", "yes");
        RedisServer two = RedisServer.start("--cluster-enabled", "yes");
        RedisServer three = RedisServer.start("--cluster-enabled", "yes")) {
      RedisServer.join(List.of(one, two, three));
      SharedResponses shared =
          opened("redis-cluster://127.0.0.1:" + one.port(), 100_000, Duration.ofSeconds(5));
      reached(shared);

      for (int i = 0; i < 30; i++) {
        byte[] entry = {(byte) i};
        shared.keep("key-" + i, entry, Duration.ofMinutes(1)).toCompletableFuture().join();
      }

      for (int i = 0; i < 30; i++) {
        assertThat(shared.find("key-" + i).toCompletableFuture().join()).isPresent();
      }
      for (RedisServer node : List.of(one, two, three)) {
        assertThat(Integer.parseInt(node.say("DBSIZE").substring(1))).isPositive();
      }
    }
  }

  @Test
  void tellsWhatItHasThereAndWhatHadToGo() {
    SharedResponses shared = (SharedResponses) store(10_000);

    for (int i = 0; i < 100; i++) {
      shared.keep("key-" + i, new byte[1000], Duration.ofMinutes(1)).toCompletableFuture().join();
    }

    assertThat(shared.bytes()).isBetween(1000L, 10_000L);
    assertThat(shared.evicted()).isBetween(90L, 101L);
    Eventually.holds(
        "few keys", PATIENCE, () -> Integer.parseInt(server.say("DBSIZE").substring(1)) < 12);
  }
}
