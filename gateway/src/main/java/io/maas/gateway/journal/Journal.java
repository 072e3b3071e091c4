package io.maas.gateway.journal;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.UsageJournal;
import io.maas.domain.metering.UsageRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps every request from its first attempt until it is in the ledger, through crashes of this
/// process and through times when the ledger is away.
public final class Journal implements UsageJournal, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Duration FLUSH_STEP = Duration.ofMillis(100);

  private final JournalSettings settings;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Storage storage;
  private final Progress progress = new Progress();
  private final ThreadLocal<FrameWriter> frames = ThreadLocal.withInitial(FrameWriter::new);
  private final Tape tape;
  private final Loop preparing;
  private final Loop draining;
  private final Loop syncing;
  private final int lost;
  private final List<Recovered> recovered;
  private volatile boolean syncFails;
  private volatile boolean allocationFails;

  private Journal(
      JournalSettings settings,
      Ledger ledger,
      InstantSource clock,
      LongSupplier ticker,
      Storage storage,
      Recovery recovery)
      throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
    this.storage = storage;
    this.lost = recovery.lost().size();
    this.recovered = new ArrayList<>(recovery.ended());
    this.preparing = new Loop("journal-prepare", this::prepare);
    this.syncing = new Loop("journal-sync", this::sync);
    Segment first = storage.files.prepare();
    this.tape = new Tape(first, storage.live, preparing::wake);
    close(recovery);
    Drain drain = new Drain(settings, ledger, storage, tape, first.sequence(), progress);
    this.draining = new Loop("journal-drain", drain::turn);
  }

  /// Opens the journal, takes up what an earlier process left in it, and starts its threads.
  ///
  /// @param ledger where the records go; it may be away
  /// @param clock dates the records
  /// @param ticker monotonic nanoseconds: how long a flush has waited
  /// @throws IOException if the directory is in use, cannot be read, or has no room for a segment
  public static Journal open(
      JournalSettings settings, Ledger ledger, InstantSource clock, LongSupplier ticker)
      throws IOException {
    return open(settings, ledger, clock, ticker, SegmentAllocator.zeros());
  }

  static Journal open(
      JournalSettings settings,
      Ledger ledger,
      InstantSource clock,
      LongSupplier ticker,
      SegmentAllocator allocator)
      throws IOException {
    Storage storage = Storage.open(settings, allocator);
    try {
      Journal journal = new Journal(settings, ledger, clock, ticker, storage, storage.recover());
      journal.preparing.start();
      journal.syncing.start();
      journal.draining.start();
      return journal;
    } catch (IOException | RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /// Gives every request that an earlier process left open its outcome: nobody saw its end.
  private void close(Recovery recovery) throws IOException {
    tape.adopt(lost, recovery.undrainedBytes(), recovery.undrainedRecords());
    while (tape.isFull()) {
      tape.offer(storage.files.prepare());
    }
    for (byte[] intent : recovery.lost().values()) {
      Outcome outcome = UsageRecord.lost(IntentCodec.read(intent)).outcome();
      end(outcome);
      String trace = IntentCodec.trace(intent);
      if (!trace.isEmpty()) {
        recovered.add(new Recovered(outcome.id(), trace, outcome.settled()));
      }
    }
    if (lost > 0) {
      LOG.atWarn()
          .setMessage("requests of an earlier process have no end; they are charged what they held")
          .addKeyValue("requests", lost)
          .log();
    }
  }

  /// Writes down that a request is about to go upstream. Never blocks.
  ///
  /// @return false if there is no room for it, and the request has to be refused
  @Override
  public boolean begin(Intent intent, String trace) {
    if (syncFails || backlogBytes() > settings.largestBacklogBytes()) {
      return false;
    }
    FrameWriter frame = IntentCodec.write(frames.get(), clock.millis(), intent, trace);
    int most = settings.segmentBytes() / 4;
    if (frame.length() > most) {
      throw new IllegalArgumentException(
          "intent: " + frame.length() + " bytes (expected: <= " + most + ")");
    }
    return tape.begin(frame);
  }

  /// Writes down what came of a request that began; when this returns, a crash of the process
  /// cannot undo it. Never blocks, and always finds room.
  @Override
  public void end(Outcome outcome) {
    FrameWriter frame = OutcomeCodec.write(frames.get(), clock.millis(), outcome);
    if (!tape.end(frame)) {
      OutcomeCodec.write(frame, clock.millis(), Clip.of(outcome));
      if (!tape.end(frame)) {
        throw new IllegalStateException("no room for the outcome of a request that never began");
      }
    }
  }

  /// Drains to the ledger what was written until now.
  ///
  /// @return whether all of it is there in time
  public boolean flush(Duration within) {
    long target = tape.appendedBytes();
    long deadline = ticker.getAsLong() + within.toNanos();
    boolean done = false;
    try {
      for (long left = within.toNanos(); !done && left > 0; left = deadline - ticker.getAsLong()) {
        draining.wake();
        done = progress.await(target, Math.min(left, FLUSH_STEP.toNanos()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return done;
  }

  /// What earlier processes may have left open in counters that others share: what they lost, and
  /// what ended as far back as there are files. Handed out once.
  public synchronized List<Recovered> takeRecovered() {
    List<Recovered> all = List.copyOf(recovered);
    recovered.clear();
    return all;
  }

  /// How it is doing.
  public JournalState state() {
    return new JournalState(
        tape.endedRecords() - progress.drainedRecords() - progress.orphans(),
        backlogBytes(),
        Duration.ofMillis(progress.oldestAge(clock.millis())),
        tape.open(),
        syncFails || tape.isFull() || backlogBytes() > settings.largestBacklogBytes(),
        progress.drainedRecords(),
        progress.setAside(),
        lost,
        progress.orphans(),
        storage.live.size());
  }

  private long backlogBytes() {
    return tape.appendedBytes() - progress.drainedBytes();
  }

  private Duration prepare() {
    try {
      while (tape.wantsSegment()) {
        tape.offer(storage.files.prepare());
        allocationFails = false;
      }
      return Duration.ofSeconds(1);
    } catch (IOException e) {
      if (!allocationFails) {
        LOG.atError().setMessage("no room for another journal segment").setCause(e).log();
      }
      allocationFails = true;
      return Duration.ofMillis(250);
    }
  }

  private Duration sync() {
    try {
      storage.sync();
      syncFails = false;
    } catch (UncheckedIOException e) {
      if (!syncFails) {
        LOG.atError().setMessage("the journal cannot be forced to the disk").setCause(e).log();
      }
      syncFails = true;
    }
    return settings.syncEvery();
  }

  /// Stops. What is not in the ledger yet stays on the disk for the next to open. A ledger that
  /// does not answer keeps the files open until the process ends.
  @Override
  public void close() throws IOException {
    boolean stopped = preparing.stop(STOP_WITHIN);
    stopped &= draining.stop(STOP_WITHIN);
    stopped &= syncing.stop(STOP_WITHIN);
    for (Segment unused : tape.close()) {
      storage.live.put(unused.sequence(), unused);
    }
    try {
      storage.sync();
    } finally {
      if (stopped) {
        storage.close();
      }
    }
  }
}
