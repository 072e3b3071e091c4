package io.maas.systemtests.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.ledger.Load;
import io.maas.systemtests.ledger.Reconciliation;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.MaasProcess;
import io.maas.systemtests.server.Served;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gateways that end while they serve, each in its own way, and come back.
class RestartedGatewaysTest {

  private static final int GATEWAYS = 3;
  private static final int CLIENTS = 24;
  private static final int REQUESTS_BETWEEN = 150;
  private static final long TOKENS = 1_000_000_000;

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

  /// Red as it stands: a gateway that stops closes idle connections at once, and a request that is
  /// just on its way to it is lost; 7 of 6559 in the run that was published.
  @Test
  @Tag("soak")
  void loseNothingWhenTheyAreRestartedOneAfterTheOther() {
    try (Fleet fleet = opened()) {
      // given
      SharedLimit limit = SharedLimit.in(fleet, "rolled", TOKENS);
      fleet.simulator().forget();
      Insistent clients = new Insistent(limit);
      try (Load load = Load.of(CLIENTS, clients::send)) {
        load.awaitMore(REQUESTS_BETWEEN);

        // when
        for (MaasProcess gateway : fleet.gateways()) {
          gateway.terminate();
          gateway.start();
          Fleet.awaitReady(gateway);
          load.awaitMore(REQUESTS_BETWEEN);
        }
      }

      // then
      Reconciliation both = fleet.reconcile("rolled").verify();
      long served = fleet.simulator().book().stream().mapToLong(Served::total).sum();
      System.out.printf(
          "three gateways restarted in turn: answers %s, %d refused connections; counted %d; %s%n",
          clients.answers(), clients.refused(), limit.counted(), both.figures());
      assertThat(clients.answers()).isEqualTo(Map.of("200", (long) both.told().size()));
      assertThat(both.others()).isEmpty();
      assertThat(both.recordedTokens()).isEqualTo(served);
      assertThat(limit.counted()).isEqualTo(served);
      assertThat(clients.refused()).isPositive();
    }
  }

  private Fleet opened() {
    Fleet fleet = new Fleet(folder, GATEWAYS);
    fleet.simulator().tune(Map.of("time-to-first-token", "20ms", "inter-token-latency", "2ms"));
    return fleet;
  }
}
