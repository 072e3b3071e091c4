package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.ledger.LedgerTable;
import io.maas.systemtests.ledger.Load;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.ledger.Recorded;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Served;
import io.maas.testkit.outage.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gateways that end while they serve, each in its own way, and come back.
class RestartedGatewaysTest {

  private static final int GATEWAYS = 3;
  private static final int CLIENTS = 24;
  private static final int REQUESTS_BETWEEN = 150;
  private static final int STREAMS = 6;
  private static final long TOKENS = 1_000_000_000;
  private static final Duration HELD_NO_LONGER_THAN = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void countWhatAKilledOneHadUnderWay() {
    try (Fleet fleet = opened()) {
      // given streams at each of them
      SharedLimit limit = SharedLimit.in(fleet, "killed", TOKENS);
      fleet.simulator().forget();
      MaasProcess victim = fleet.gateways().getFirst();
      try (Load load = Load.of(CLIENTS, number -> stream(limit, number))) {
        load.awaitMore(REQUESTS_BETWEEN);

        // when
        victim.kill();
        victim.start();
        Fleet.awaitReady(victim);
        load.awaitMore(REQUESTS_BETWEEN);
      }

      // then
      Reconciliation both = fleet.reconcile("killed").verify();
      long served = fleet.simulator().book().stream().mapToLong(Served::total).sum();
      long counted = limit.counted();
      System.out.printf(
          "a gateway killed mid-stream: served %d, ledger %d, counted %d; %s%n",
          served, both.recordedTokens(), counted, both.figures());
      assertThat(both.others())
          .isNotEmpty()
          .allMatch(pair -> pair.recorded().outcome().equals("lost"));
      assertThat(counted).isGreaterThanOrEqualTo(served);
      assertThat(counted - told(both)).isLessThanOrEqualTo(both.others().size() * LARGEST_HOLD);
    }
  }

  @Test
  @Tag("slow")
  void settleWhatAKilledOneHeldAsTheLedgerChargesIt() {
    try (Fleet fleet = opened()) {
      // given streams of one of them, each of which has begun
      fleet.simulator().tune(Map.of("inter-token-latency", "100ms"));
      SharedLimit limit = SharedLimit.in(fleet, "corrected", TOKENS);
      MaasProcess victim = fleet.gateways().getFirst();
      Caller caller = limit.gateways().getFirst();
      List<EventStream> streams =
          IntStream.range(0, STREAMS)
              .mapToObj(number ->
                  caller.stream(Chat.PATH, Chat.longStream(limit.model(), "Tell me " + number, 90)))
              .toList();
      streams.forEach(EventStream::next);
      assertThat(limit.held()).isPositive();

      // when
      victim.kill();
      victim.start();
      Fleet.awaitReady(victim);

      // then
      victim.awaitDrained();
      Eventually.holds("nothing is held", HELD_NO_LONGER_THAN, () -> limit.held() == 0);
      List<Recorded> recorded =
          new LedgerTable(fleet.control().facts().postgresUrl()).of("corrected");
      long charged = recorded.stream().mapToLong(Recorded::charged).sum();
      System.out.printf(
          "a gateway killed with %d streams: charged %d, counted as used %d%n",
          STREAMS, charged, limit.used());
      assertThat(recorded).hasSize(STREAMS).allMatch(one -> one.outcome().equals("lost"));
      assertThat(limit.used()).isEqualTo(charged).isPositive();
      streams.forEach(EventStream::close);
    }
  }

  /// What a request here holds at most.
  private static final long LARGEST_HOLD = 200;

  private static long told(Reconciliation both) {
    return both.told().stream().mapToLong(pair -> pair.recorded().total()).sum();
  }

  private static void stream(SharedLimit limit, int number) {
    Caller caller = limit.gateways().get(number % GATEWAYS);
    try (EventStream stream =
        caller.stream(
            Chat.PATH, Chat.longStream(limit.model(), "Tell me " + number, 10 + number % 90))) {
      stream.rest();
    }
  }

  @Test
  @Tag("slow")
  void loseNothingWhenTheyAreRestartedOneAfterTheOther() {
    loseNothing(1);
  }

  @Test
  @Tag("soak")
  void loseNothingWhenTheyAreRestartedOneAfterTheOtherTenTimes() {
    loseNothing(10);
  }

  private void loseNothing(int rounds) {
    try (Fleet fleet = opened()) {
      // given
      SharedLimit limit = SharedLimit.in(fleet, "rolled", TOKENS);
      fleet.simulator().forget();
      Insistent clients = new Insistent(limit);
      try (Load load = Load.of(CLIENTS, clients::send)) {
        load.awaitMore(REQUESTS_BETWEEN);

        // when
        for (int round = 0; round < rounds; round++) {
          for (MaasProcess gateway : fleet.gateways()) {
            gateway.terminate();
            gateway.start();
            Fleet.awaitReady(gateway);
            load.awaitMore(REQUESTS_BETWEEN);
          }
        }
      }

      // then
      Reconciliation both = fleet.reconcile("rolled").verify();
      long served = fleet.simulator().book().stream().mapToLong(Served::total).sum();
      System.out.printf(
          "three gateways restarted in turn, %d times: answers %s, %d refused connections; counted %d; %s%n",
          rounds, clients.answers(), clients.refused(), limit.counted(), both.figures());
      assertThat(clients.answers()).isEqualTo(Map.of("200", (long) both.told().size()));
      assertThat(both.others()).isEmpty();
      assertThat(both.recordedTokens()).isEqualTo(served);
      assertThat(limit.counted()).isEqualTo(served);
      assertThat(clients.refused()).isPositive();
    }
  }

  private Fleet opened() {
    Fleet fleet = new Fleet(folder, GATEWAYS, "2s");
    fleet.simulator().tune(Map.of("time-to-first-token", "20ms", "inter-token-latency", "2ms"));
    return fleet;
  }
}
