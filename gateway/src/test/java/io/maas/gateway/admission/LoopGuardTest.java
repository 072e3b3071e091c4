package io.maas.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopGuardTest {

  private final AtomicLong now = new AtomicLong();
  private final LoopGuard guard = new LoopGuard(now::get);

  private void ask(int times, String user, String session) {
    for (int i = 0; i < times; i++) {
      assertThat(guard.count(user, session)).isEmpty();
    }
  }

  @Test
  void holdsASessionOffThatAsksWithoutEnd() {
    ask(LoopGuard.MOST, "alice", "s");

    assertThat(guard.count("alice", "s")).hasValue(Duration.ofSeconds(10));
  }

  @Test
  void letsItGoOnAfterThat() {
    ask(LoopGuard.MOST, "alice", "s");
    now.addAndGet(Duration.ofSeconds(11).toNanos());

    ask(LoopGuard.MOST, "alice", "s");
  }

  @Test
  void tellsSessionsAndPeopleApart() {
    ask(LoopGuard.MOST, "alice", "s");

    ask(1, "alice", "t");
    ask(1, "bob", "s");
  }
}
