package io.maas.gateway.journal;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.UsageRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the journal where records are taken, in their order and by one thread. It keeps in
/// memory the open intents and one batch, however far it is behind.
final class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

  private final JournalSettings settings;
  private final Storage storage;
  private final Progress progress;
  private final Tape tape;
  private final long ownFrom;
  private final Map<UUID, byte[]> open;
  private final Shipment shipment;
  private int recordsRead;
  private long bytesRead;
  private Segment segment;
  private int at = Segment.HEADER;
  private Duration backOff = Duration.ZERO;

  /// @param tape where the records come from
  /// @param ownFrom the first segment that is not an earlier process's
  Drain(
      JournalSettings settings,
      Ledger ledger,
      Storage storage,
      Tape tape,
      long ownFrom,
      Progress progress) {
    this.settings = settings;
    this.shipment =
        new Shipment(
            ledger, settings.directory().resolve("refused-records"), settings.batchRecords());
    this.storage = storage;
    this.tape = tape;
    this.ownFrom = ownFrom;
    this.open = new HashMap<>(storage.openBefore);
    this.progress = progress;
    this.segment = storage.live.firstEntry().getValue();
  }

  /// Takes one batch to the ledger.
  ///
  /// @return how long to wait before the next
  Duration turn() {
    boolean more = fill();
    if (!ship()) {
      return backOff;
    }
    return more ? Duration.ZERO : settings.drainEvery();
  }

  /// Reads until the batch is full or there is nothing more to read now.
  ///
  /// @return whether there may be more
  private boolean fill() {
    while (!shipment.isFull()) {
      boolean last = segment.isSealed();
      if (at < segment.written()) {
        take(next());
      } else if (!last) {
        return false;
      } else if (bytesRead > 0) {
        return true;
      } else {
        leaveSegment();
      }
    }
    return true;
  }

  private Entry next() {
    Entry entry = segment.read(at);
    if (entry == null) {
      throw new IllegalStateException(
          segment.file() + " at " + at + ": no record (expected: one that was written)");
    }
    bytesRead += entry.end() - at;
    at = entry.end();
    return entry;
  }

  private void take(Entry entry) {
    UUID id = entry.id();
    switch (entry.type()) {
      case INTENT -> open.put(id, entry.body());
      case OUTCOME -> {
        byte[] intent = open.remove(id);
        if (intent == null) {
          orphan(id);
        } else if (entry.end() > segment.drained()) {
          pair(intent, entry);
        }
      }
    }
  }

  private void pair(byte[] intent, Entry outcome) {
    if (shipment.isEmpty()) {
      progress.oldest(outcome.millis());
    }
    recordsRead++;
    shipment.add(new UsageRecord(IntentCodec.read(intent), OutcomeCodec.read(outcome.body())));
  }

  private void orphan(UUID id) {
    LOG.atWarn()
        .setMessage("an outcome has no intent, or is the second of its request")
        .addKeyValue("request_id", id)
        .log();
    progress.orphan();
    if (segment.sequence() >= ownFrom) {
      tape.undoEnd();
    }
  }

  private boolean ship() {
    if (bytesRead == 0) {
      return true;
    }
    if (!shipment.send()) {
      backOff = backOff.isZero() ? FIRST_BACK_OFF : min(backOff.multipliedBy(2));
      return false;
    }
    backOff = Duration.ZERO;
    segment.markDrained(at);
    progress.advance(bytesRead, recordsRead, shipment.setAside());
    recordsRead = 0;
    bytesRead = 0;
    return true;
  }

  private Duration min(Duration pause) {
    Duration longest = settings.longestBackOff();
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /// Goes on to the next segment. This one is needed no more, once the intents that wait for their
  /// outcome are saved; if they cannot be saved now, it waits for the next to be left.
  private void leaveSegment() {
    segment = storage.live.higherEntry(segment.sequence()).getValue();
    at = Segment.HEADER;
    try {
      storage.carried.save(segment.sequence(), open.values());
      for (Segment done : storage.live.headMap(segment.sequence()).values()) {
        storage.live.remove(done.sequence());
        storage.files.recycle(done);
      }
    } catch (IOException e) {
      LOG.atError().setMessage("a drained segment could not be given back").setCause(e).log();
    }
  }
}
