package io.maas.systemtests.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Served;
import io.maas.systemtests.server.Site;
import io.maas.systemtests.server.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A client that goes away stops the engine, and pays for what it got.
@ExtendWith(OneSite.class)
class DisconnectTest {

  private static final int CLIENTS = 9;
  private static final int EVENTS = 5;

  /// A tenth of a second is promised; a machine with other things to do may take three times that.
  private static final Duration AT_MOST = Duration.ofMillis(300);

  private final InstantSource clock = InstantSource.system();
  private final Site site;

  DisconnectTest(Site site) {
    this.site = site;
  }

  @AfterEach
  void answersComeAtOnce() {
    site.simulator().tune(Map.of("inter-token-latency", "0ms"));
  }

  @Test
  void cancelsTheEngineAtOnceAndIsBilledForWhatTheClientGot() {
    // given
    Tenancy tenancy = Tenancy.in(site.maas(), site.simulator(), "leaving");
    site.simulator().tune(Map.of("inter-token-latency", "20ms"));
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      // when
      EventStream stream =
          tenancy.caller().stream(
              Chat.PATH, Chat.longStream(tenancy.model(), "Tell me a story", 2000));
      for (int event = 0; event < EVENTS; event++) {
        stream.next();
      }
      Instant left = clock.instant();
      stream.close();

      // then
      Served served =
          site.simulator().book().stream()
              .filter(line -> line.requestId().equals(stream.requestId()))
              .findFirst()
              .orElseThrow();
      times.add(Duration.between(left, served.ended()));
      assertThat(served.status()).isEqualTo("aborted");
      assertBilled(served);
    }
    Collections.sort(times);
    System.out.printf(
        "%d clients left: the engine was cancelled after %d ms (median), %d ms (worst)%n",
        CLIENTS, times.get(CLIENTS / 2).toMillis(), times.getLast().toMillis());
    assertThat(times.get(CLIENTS / 2)).isLessThan(AT_MOST);
  }

  private void assertBilled(Served served) {
    Recorded row =
        new LedgerTable(site.maas().facts().postgresUrl())
            .of("leaving", Set.of(served.requestId())).stream()
                .filter(record -> record.id().equals(served.requestId()))
                .findFirst()
                .orElseThrow();
    assertThat(row.outcome()).isEqualTo("cancelled");
    assertThat(row.status()).isEqualTo(499);
    assertThat(row.estimated()).isTrue();
    assertThat(row.output()).isBetween(1L, served.output());
  }
}
