package io.maas.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private final ManualClock clock = new ManualClock();
  private final Timetable timetable = new Timetable(clock, clock);
  private final List<String> done = new ArrayList<>();

  @Test
  void nothingIsDoneBeforeItsTime() {
    at(5, "five");
    at(3, "three");

    clock.pass(4);

    assertThat(done).containsExactly("three");
    clock.pass(1);
    assertThat(done).containsExactly("three", "five");
  }

  @Test
  void anAlarmThatWasOvertakenDoesNotSetAnother() {
    for (int i = 100; i > 0; i--) {
      at(i, "at " + i);
    }

    clock.pass(100);

    assertThat(done).hasSize(100).startsWith("at 1").endsWith("at 100");
    assertThat(clock.waitingAlarms()).isZero();
  }

  @Test
  void whatIsEnteredWhileItRingsIsDoneInItsTurn() {
    timetable.at(clock.getAsLong() + 1_000_000, () -> at(1, "again"));

    clock.pass(1);
    assertThat(done).isEmpty();
    clock.pass(1);
    assertThat(done).containsExactly("again");
  }

  private void at(long millis, String what) {
    timetable.at(clock.getAsLong() + millis * 1_000_000, () -> done.add(what));
  }
}
