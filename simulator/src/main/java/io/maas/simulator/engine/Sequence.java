package io.maas.simulator.engine;

/// One request in the engine: it waits for a slot, runs at its pace, and ends once.
///
/// Only the [Scheduler] moves it on; everybody may ask it how far it is.
public final class Sequence {
  /// Where a sequence stands. From WAITING and RUNNING it may end; from an end it goes nowhere.
  public enum State {
    WAITING,
    RUNNING,
    /// All its steps are done.
    COMPLETED,
    /// It was ended before.
    ABORTED
  }

  /// Hears of a sequence's progress.
  public interface Listener {
    /// Steps `from` (exclusive) to `to` (inclusive) are done; `completed` with the last of all.
    void advanced(Sequence sequence, int from, int to, boolean completed);

    /// It ended because the listener itself failed.
    void broken(Sequence sequence);
  }

  private final Work work;
  private final Pace pace;
  private final Listener listener;
  private final long submitted;
  private State state = State.WAITING;
  private long started;
  private long firstStep;
  private long ended;
  private int done;

  public Sequence(Work work, Pace pace, Listener listener, long now) {
    this.work = work;
    this.pace = pace;
    this.listener = listener;
    this.submitted = now;
  }

  public Work work() {
    return work;
  }

  public State state() {
    return state;
  }

  public boolean hasEnded() {
    return state == State.COMPLETED || state == State.ABORTED;
  }

  /// Steps generated so far: those that went out, or, where nothing goes out before the end, those
  /// that the pace has made due.
  public int generated(long now) {
    return switch (state) {
      case WAITING -> 0;
      case COMPLETED -> work.steps();
      case RUNNING, ABORTED ->
          work.stepwise()
              ? done
              : Math.max(
                  done,
                  pace.dueSteps(
                      (state == State.RUNNING ? now : ended) - started, work.haltAfter()));
    };
  }

  /// Nanoseconds in the queue; all its life where it never left it.
  public long queuedNanos(long now) {
    return (started == 0 ? now : started) - submitted;
  }

  /// Nanoseconds from the slot to the first step; 0 where there was none.
  public long prefillNanos() {
    return firstStep == 0 ? 0 : firstStep - started;
  }

  /// Nanoseconds from the first step to the end; 0 where there was none.
  public long decodeNanos(long now) {
    return firstStep == 0 ? 0 : now - firstStep;
  }

  public long totalNanos(long now) {
    return now - submitted;
  }

  void start(long now) {
    state = State.RUNNING;
    started = now == 0 ? 1 : now;
  }

  /// Does what is due; returns when the next is, or a negative number where nothing follows.
  long advance(long now) {
    int due = pace.dueSteps(now - started, work.haltAfter());
    int last = work.stepwise() ? due : due == work.haltAfter() ? work.haltAfter() : done;
    if (last > done || (last == work.haltAfter() && state == State.RUNNING)) {
      int from = done;
      done = last;
      firstStep = firstStep == 0 ? (work.stepwise() ? now : started + pace.dueNanos(1)) : firstStep;
      boolean completes = last == work.steps();
      if (completes) {
        end(State.COMPLETED, now);
      }
      listener.advanced(this, from, last, completes);
    }
    if (hasEnded() || done == work.haltAfter()) {
      return -1;
    }
    return started + pace.dueNanos(work.stepwise() ? done + 1 : work.haltAfter());
  }

  void breakOff() {
    listener.broken(this);
  }

  void end(State how, long now) {
    state = how;
    ended = now;
  }
}
