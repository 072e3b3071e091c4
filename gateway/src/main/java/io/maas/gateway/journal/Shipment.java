package io.maas.gateway.journal;

import io.maas.domain.metering.Ledger;
import io.maas.domain.metering.UsageRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records on their way to the ledger, in their order.
///
/// A ledger that is away fails everything; one record that it cannot take fails all that travel
/// with it, and would in the end stop the gateway. So what fails is tried again in ever smaller
/// parts, and a record that fails alone, again and again, while its neighbour passes, is set aside
/// in a file for people to look at. Of one that fails because the ledger is away, or has no room,
/// nothing follows: a shorter neighbour may just have fitted in.
final class Shipment {

  private static final Logger LOG = LoggerFactory.getLogger(Shipment.class);

  /// How often a record has to fail alone before its neighbour is tried.
  private static final int PATIENCE = 3;

  private final Ledger ledger;
  private final Path aside;
  private final int widest;
  private final List<UsageRecord> waiting = new ArrayList<>();
  private int width;
  private int failedAlone;
  private int setAside;

  /// @param aside the file for what the ledger cannot take
  /// @param widest the most records that travel together
  Shipment(Ledger ledger, Path aside, int widest) {
    this.ledger = ledger;
    this.aside = aside;
    this.widest = widest;
    this.width = widest;
  }

  void add(UsageRecord next) {
    waiting.add(next);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean isFull() {
    return waiting.size() >= widest;
  }

  /// Sends what waits.
  ///
  /// @return whether all of it is in the ledger, or set aside; if not, it is worth trying later
  boolean send() {
    while (!waiting.isEmpty()) {
      int count = Math.min(width, waiting.size());
      Reply reply = send(waiting.subList(0, count));
      if (reply == Reply.TAKEN) {
        waiting.subList(0, count).clear();
        width = Math.min(widest, width * 2);
        failedAlone = 0;
      } else {
        width = Math.max(1, count / 2);
        failedAlone += count == 1 && reply == Reply.REFUSED ? 1 : 0;
        if (failedAlone < PATIENCE || !neighbourPasses()) {
          return false;
        }
      }
    }
    return true;
  }

  /// Tries the second record and, if it passes, the first once more: the ledger may have come back.
  private boolean neighbourPasses() {
    if (waiting.size() < 2 || send(waiting.subList(1, 2)) != Reply.TAKEN) {
      return false;
    }
    waiting.remove(1);
    Reply reply = send(waiting.subList(0, 1));
    if (reply == Reply.AWAY) {
      return false;
    }
    if (reply == Reply.REFUSED) {
      putAside(waiting.getFirst());
    }
    waiting.removeFirst();
    failedAlone = 0;
    return true;
  }

  /// What the ledger makes of some records.
  private enum Reply {
    TAKEN,
    REFUSED,
    AWAY
  }

  private Reply send(List<UsageRecord> records) {
    try {
      ledger.append(List.copyOf(records));
      return Reply.TAKEN;
    } catch (RuntimeException e) {
      LOG.atWarn()
          .setMessage("the ledger did not take records; they stay in the journal")
          .addKeyValue("records", records.size())
          .setCause(e)
          .log();
      return e instanceof Ledger.Away ? Reply.AWAY : Reply.REFUSED;
    }
  }

  private void putAside(UsageRecord record) {
    setAside++;
    LOG.atError()
        .setMessage("set aside a record that the ledger refuses while it takes others")
        .addKeyValue("request_id", record.intent().id())
        .addKeyValue("file", aside)
        .log();
    try {
      Files.writeString(aside, record + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.atError().setMessage("the record could not be written there").setCause(e).log();
    }
  }

  /// How many records were set aside.
  int setAside() {
    return setAside;
  }
}
