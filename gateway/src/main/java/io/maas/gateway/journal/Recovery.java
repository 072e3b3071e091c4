package io.maas.gateway.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What an earlier process left in the journal.
///
/// @param lost the intents without an outcome
/// @param undrainedBytes how much there is to read again
/// @param undrainedRecords how many outcomes in it are not in the ledger
record Recovery(Map<UUID, byte[]> lost, long undrainedBytes, long undrainedRecords) {

  static final Recovery NOTHING = new Recovery(Map.of(), 0, 0);

  /// Reads the segments once, and seals each where its last whole record ends.
  ///
  /// @param carried the open intents from before them
  static Recovery of(Map<UUID, byte[]> carried, Collection<Segment> segments) {
    Map<UUID, byte[]> open = new HashMap<>(carried);
    long bytes = 0;
    long records = 0;
    for (Segment segment : segments) {
      int at = Segment.HEADER;
      for (Entry entry = segment.read(at); entry != null; entry = segment.read(at)) {
        at = entry.end();
        switch (entry.type()) {
          case INTENT -> open.put(entry.id(), entry.body());
          case OUTCOME -> {
            boolean paired = open.remove(entry.id()) != null;
            records += (paired && at > segment.drained()) ? 1 : 0;
          }
        }
      }
      segment.sealAt(at);
      bytes += at - Segment.HEADER;
    }
    return new Recovery(open, bytes, records);
  }

  /// Whether the segments are needed no more.
  boolean isEmpty() {
    return lost.isEmpty() && undrainedRecords == 0;
  }
}
