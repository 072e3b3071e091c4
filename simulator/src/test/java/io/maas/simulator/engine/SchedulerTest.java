package io.maas.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.simulator.engine.Scheduler.Admission;
import io.maas.simulator.engine.Sequence.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Pace PACE = new Pace(Duration.ofMillis(100), Duration.ofMillis(10));

  private final ManualClock clock = new ManualClock();
  private final Scheduler scheduler = new Scheduler(new Slots(2, 1), clock, clock);
  private final List<String> heard = new ArrayList<>();

  private final Sequence.Listener listener =
      new Sequence.Listener() {
        @Override
        public void advanced(Sequence sequence, int from, int to, boolean completed) {
          heard.add(from + "-" + to + (completed ? "!" : ""));
        }

        @Override
        public void broken(Sequence sequence) {
          heard.add("broken");
        }
      };

  @Test
  void stepsComeWhenTheyAreDue() {
    scheduler.submit(sequence(3, true, PACE));

    clock.pass(99);
    assertThat(heard).isEmpty();
    clock.pass(1);
    assertThat(heard).containsExactly("0-1");
    clock.pass(20);
    assertThat(heard).containsExactly("0-1", "1-2", "2-3!");
    assertThat(scheduler.running()).isZero();
  }

  @Test
  void withoutAPaceAllStepsComeAtOnce() {
    var sequence = sequence(500, true, Pace.AT_ONCE);

    assertThat(scheduler.submit(sequence)).isEqualTo(Admission.RUNNING);

    assertThat(heard).containsExactly("0-500!");
    assertThat(sequence.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void stepsThatAreLateComeTogether() {
    scheduler.submit(sequence(100, true, new Pace(Duration.ZERO, Duration.ofNanos(200_000))));

    clock.pass(2);

    assertThat(heard).containsExactly("0-1", "1-6", "6-11");
  }

  @Test
  void aReplyInOnePieceIsHeardOnlyAtItsEnd() {
    scheduler.submit(sequence(3, false, PACE));

    clock.pass(120);

    assertThat(heard).containsExactly("0-3!");
    assertThat(clock.rings()).isEqualTo(1);
  }

  @Test
  void anAbortedSequenceHasWhatItsTimeMade() {
    var whole = sequence(50, false, PACE);
    var stepwise = sequence(50, true, PACE);
    scheduler.submit(whole);
    scheduler.submit(stepwise);
    clock.pass(135);

    scheduler.abort(whole);
    scheduler.abort(stepwise);
    clock.pass(1_000);

    assertThat(whole.generated(clock.getAsLong())).isEqualTo(4);
    assertThat(stepwise.generated(clock.getAsLong())).isEqualTo(4);
    assertThat(heard).hasSize(4);
    assertThat(scheduler.running()).isZero();
    assertThat(scheduler.tokensHeld()).isZero();
  }

  @Test
  void slotsAreTakenInTheOrderOfArrivalAndTheRestIsRefused() {
    var first = sequence(1, true, PACE);
    var third = sequence(1, true, PACE);

    assertThat(scheduler.submit(first)).isEqualTo(Admission.RUNNING);
    assertThat(scheduler.submit(sequence(5, true, PACE))).isEqualTo(Admission.RUNNING);
    assertThat(scheduler.submit(third)).isEqualTo(Admission.QUEUED);
    assertThat(scheduler.submit(sequence(1, true, PACE))).isEqualTo(Admission.REFUSED);
    assertThat(scheduler.waiting()).isEqualTo(1);

    clock.pass(100);
    assertThat(third.state()).isEqualTo(State.RUNNING);
    assertThat(third.queuedNanos(clock.getAsLong())).isEqualTo(100_000_000);
    clock.pass(100);
    assertThat(third.state()).isEqualTo(State.COMPLETED);
    assertThat(third.prefillNanos()).isEqualTo(100_000_000);
  }

  @Test
  void oneThatIsAbortedInTheQueueNeverRuns() {
    scheduler.submit(sequence(1, true, PACE));
    scheduler.submit(sequence(1, true, PACE));
    var waiting = sequence(1, true, PACE);
    scheduler.submit(waiting);

    scheduler.abort(waiting);
    clock.pass(1_000);

    assertThat(waiting.state()).isEqualTo(State.ABORTED);
    assertThat(waiting.generated(clock.getAsLong())).isZero();
    assertThat(heard).hasSize(2);
  }

  @Test
  void oneThatHaltsKeepsItsSlotUntilItIsAborted() {
    var halting = new Sequence(new Work(9, 4, true, 9), PACE, listener, clock.getAsLong());
    scheduler.submit(halting);

    clock.pass(10_000);

    assertThat(heard).containsExactly("0-1", "1-2", "2-3", "3-4");
    assertThat(scheduler.running()).isEqualTo(1);
    assertThat(clock.waitingAlarms()).isZero();
    scheduler.abort(halting);
    assertThat(scheduler.running()).isZero();
  }

  @Test
  void moreSlotsLetTheWaitingIn() {
    for (int i = 0; i < 3; i++) {
      scheduler.submit(sequence(1, true, PACE));
    }

    scheduler.resize(new Slots(3, 1));

    assertThat(scheduler.running()).isEqualTo(3);
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void aListenerThatFailsLosesItsSequenceAndNoOther() {
    var failing =
        new Sequence.Listener() {
          @Override
          public void advanced(Sequence sequence, int from, int to, boolean completed) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void broken(Sequence sequence) {
            heard.add("broken");
          }
        };
    scheduler.submit(new Sequence(new Work(9, 9, true, 9), PACE, failing, clock.getAsLong()));
    scheduler.submit(sequence(1, true, PACE));

    clock.pass(100);

    assertThat(heard).containsExactly("broken", "0-1!");
    assertThat(scheduler.running()).isZero();
  }

  @Test
  void aThousandStreamsShareTheirAlarms() {
    var wide = new Scheduler(new Slots(1_000, 0), clock, clock);
    for (int i = 0; i < 1_000; i++) {
      wide.submit(sequence(10, true, PACE));
    }

    clock.pass(190);

    assertThat(heard).hasSize(10_000);
    assertThat(clock.rings()).isEqualTo(10);
  }

  private Sequence sequence(int steps, boolean stepwise, Pace pace) {
    return new Sequence(new Work(steps, steps, stepwise, steps), pace, listener, clock.getAsLong());
  }
}
