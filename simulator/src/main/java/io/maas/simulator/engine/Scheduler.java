package io.maas.simulator.engine;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives slots to sequences, in the order in which they came, and moves the running ones on.
public final class Scheduler {
  /// What became of a new sequence.
  public enum Admission {
    /// It has a slot, or had one and is through.
    RUNNING,
    /// It waits for one.
    QUEUED,
    /// The queue is full; the sequence will not run.
    REFUSED
  }

  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

  private final LongSupplier ticker;
  private final Timetable timetable;
  private final ArrayDeque<Sequence> waiting = new ArrayDeque<>();
  private Slots slots;
  private int running;
  private long tokensHeld;
  private boolean filling;

  public Scheduler(Slots slots, LongSupplier ticker, Alarm alarm) {
    this.slots = slots;
    this.ticker = ticker;
    this.timetable = new Timetable(ticker, alarm);
  }

  public Slots slots() {
    return slots;
  }

  /// Changes the number of slots for what comes from now on; what runs, runs on.
  public void resize(Slots changed) {
    slots = changed;
    fill();
  }

  public int running() {
    return running;
  }

  /// The tokens that the running sequences hold in the KV cache.
  public long tokensHeld() {
    return tokensHeld;
  }

  public int waiting() {
    return waiting.size();
  }

  public Admission submit(Sequence sequence) {
    if (running < slots.running() && waiting.isEmpty()) {
      start(sequence);
      return Admission.RUNNING;
    }
    if (waiting.size() >= slots.waiting()) {
      return Admission.REFUSED;
    }
    waiting.addLast(sequence);
    return Admission.QUEUED;
  }

  /// Ends a sequence early and frees its slot; nothing happens where it has ended already.
  public void abort(Sequence sequence) {
    switch (sequence.state()) {
      case WAITING -> {
        if (waiting.remove(sequence)) {
          sequence.end(Sequence.State.ABORTED, ticker.getAsLong());
        }
      }
      case RUNNING -> {
        sequence.end(Sequence.State.ABORTED, ticker.getAsLong());
        leave(sequence);
      }
      case COMPLETED, ABORTED -> {}
    }
  }

  private void start(Sequence sequence) {
    running++;
    tokensHeld += sequence.work().tokens();
    sequence.start(ticker.getAsLong());
    advance(sequence);
  }

  private void advance(Sequence sequence) {
    if (sequence.hasEnded()) {
      return;
    }
    long next = -1;
    try {
      next = sequence.advance(ticker.getAsLong());
    } catch (RuntimeException e) {
      LOG.atError().setMessage("a sequence broke off").setCause(e).log();
      abort(sequence);
      sequence.breakOff();
    }
    if (sequence.state() == Sequence.State.COMPLETED) {
      leave(sequence);
    } else if (next >= 0) {
      timetable.at(next, () -> advance(sequence));
    }
  }

  private void leave(Sequence sequence) {
    running--;
    tokensHeld -= sequence.work().tokens();
    fill();
  }

  /// Starts as many of the waiting as there are slots; one that is through at once makes room for
  /// the next in the same loop, not in a deeper call.
  private void fill() {
    if (filling) {
      return;
    }
    filling = true;
    try {
      while (running < slots.running() && !waiting.isEmpty()) {
        start(waiting.removeFirst());
      }
    } finally {
      filling = false;
    }
  }
}
