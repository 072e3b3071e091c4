package io.maas.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopGuardTest {

  private final AtomicLong now = new AtomicLong();
  private final LoopGuard guard = new LoopGuard(now::get);

  private void ask(int times, String user, String session) {
    for (int i = 0; i < times; i++) {
      assertThat(guard.count(of("t", user), session)).isEmpty();
    }
  }

  private static Principal of(String tenant, String user) {
    return new Principal(tenant, user, List.of(), false, null);
  }

  @Test
  void holdsASessionOffThatAsksWithoutEnd() {
    ask(LoopGuard.MOST, "alice", "s");

    assertThat(guard.count(of("t", "alice"), "s")).hasValue(Duration.ofSeconds(10));
  }

  @Test
  void letsItGoOnAfterThat() {
    ask(LoopGuard.MOST, "alice", "s");
    now.addAndGet(Duration.ofSeconds(11).toNanos());

    ask(LoopGuard.MOST, "alice", "s");
  }

  @Test
  void tellsSessionsPeopleAndTenantsApart() {
    ask(LoopGuard.MOST, "alice", "s");

    ask(1, "alice", "t");
    ask(1, "bob", "s");
    assertThat(guard.count(of("u", "alice"), "s")).isEmpty();
  }
}
