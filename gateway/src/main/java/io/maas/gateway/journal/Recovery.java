package io.maas.gateway.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What an earlier process left in the journal.
///
/// @param lost the intents without an outcome
/// @param undrainedBytes how much there is to read again
/// @param undrainedRecords how many outcomes in it are not in the ledger
/// @param ended the requests that ended, as far back as the segments reach
record Recovery(
    Map<UUID, byte[]> lost, long undrainedBytes, long undrainedRecords, List<Recovered> ended) {

  /// Reads the segments once, and seals each where its last whole record ends.
  ///
  /// @param carried the open intents from before them
  static Recovery of(Map<UUID, byte[]> carried, Collection<Segment> segments) {
    Map<UUID, byte[]> open = new HashMap<>(carried);
    long bytes = 0;
    long records = 0;
    List<Recovered> ended = new ArrayList<>();
    for (Segment segment : segments) {
      int at = Segment.HEADER;
      for (Entry entry = segment.read(at); entry != null; entry = segment.read(at)) {
        at = entry.end();
        switch (entry.type()) {
          case INTENT -> open.put(entry.id(), entry.body());
          case OUTCOME -> {
            byte[] intent = open.remove(entry.id());
            if (intent != null) {
              records += at > segment.drained() ? 1 : 0;
              add(ended, intent, entry);
            }
          }
        }
      }
      segment.sealAt(at);
      bytes += at - Segment.HEADER;
    }
    return new Recovery(open, bytes, records, ended);
  }

  private static void add(List<Recovered> ended, byte[] intent, Entry outcome) {
    String trace = IntentCodec.trace(intent);
    if (!trace.isEmpty()) {
      ended.add(new Recovered(outcome.id(), trace, OutcomeCodec.read(outcome.body()).settled()));
    }
  }

  /// The same where nothing is left to be put into the ledger.
  Recovery drained() {
    return new Recovery(Map.of(), 0, 0, ended);
  }

  /// Whether the segments are needed no more.
  boolean isEmpty() {
    return lost.isEmpty() && undrainedRecords == 0;
  }
}
