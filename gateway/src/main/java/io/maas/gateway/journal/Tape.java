package io.maas.gateway.journal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// The end of the journal where records are put. Any thread may; each holds the lock for as long as
/// it takes to copy some hundred bytes.
///
/// **Invariant:** there is room for the outcome of every open intent, however the outcomes come:
/// over all segments that are left, the sum of `remaining / OUTCOME_ROOM` is at least the number of
/// open intents. An outcome takes at most one such room, and leaves a segment only if it has none.
final class Tape {

  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentNavigableMap<Long, Segment> live;
  private final Queue<Segment> prepared = new ArrayDeque<>();
  private final Runnable wanting;
  private final int roomsOfSegment;
  private final int segmentRoom;
  private Segment current;
  private int open;
  private int refusedLength;
  private boolean closed;
  private final AtomicLong appendedBytes = new AtomicLong();
  private final AtomicLong endedRecords = new AtomicLong();

  /// @param live all segments that somebody needs, by sequence
  /// @param wanting is told, and must not block, when another segment is wanted
  Tape(Segment first, ConcurrentNavigableMap<Long, Segment> live, Runnable wanting) {
    this.live = live;
    this.wanting = wanting;
    this.current = first;
    this.segmentRoom = first.size() - Segment.HEADER;
    this.roomsOfSegment = segmentRoom / Frames.OUTCOME_ROOM;
    live.put(first.sequence(), first);
  }

  /// Counts what an earlier process left.
  void adopt(int openIntents, long undrainedBytes, long undrainedRecords) {
    lock.lock();
    try {
      open += openIntents;
      appendedBytes.addAndGet(undrainedBytes);
      endedRecords.addAndGet(undrainedRecords);
    } finally {
      lock.unlock();
    }
  }

  /// Puts an intent, if there is room for it and then for its outcome too.
  boolean begin(FrameWriter intent) {
    int checksum = intent.checksum();
    lock.lock();
    try {
      if (closed || !hasRoom(intent.length(), open + 1)) {
        refusedLength = intent.length();
        wanting.run();
        return false;
      }
      append(intent, checksum);
      open++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Puts an outcome. Only one that is longer than its room can be refused.
  boolean end(FrameWriter outcome) {
    int checksum = outcome.checksum();
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("journal: closed (expected: open until the last request)");
      }
      boolean small = outcome.length() <= Frames.OUTCOME_ROOM;
      if (!hasRoom(outcome.length(), small ? 0 : open - 1)) {
        return false;
      }
      append(outcome, checksum);
      endedRecords.incrementAndGet();
      open--;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// An outcome turned out to be one too many: it closed nothing.
  void undoEnd() {
    lock.lock();
    try {
      open++;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(int length, int rooms) {
    int remaining = current.remaining();
    if (length <= remaining) {
      return rooms(remaining - length) + prepared.size() * roomsOfSegment >= rooms;
    }
    return length <= segmentRoom
        && !prepared.isEmpty()
        && rooms(segmentRoom - length) + (prepared.size() - 1) * roomsOfSegment >= rooms;
  }

  private static int rooms(int bytes) {
    return bytes / Frames.OUTCOME_ROOM;
  }

  private void append(FrameWriter frame, int checksum) {
    if (frame.length() > current.remaining()) {
      Segment full = current;
      current = prepared.remove();
      live.put(current.sequence(), current);
      full.seal();
      wanting.run();
    }
    current.append(frame, checksum);
    appendedBytes.addAndGet(frame.length());
  }

  /// Gives it a segment to go on with.
  void offer(Segment next) {
    lock.lock();
    try {
      prepared.add(next);
      refusedLength = 0;
    } finally {
      lock.unlock();
    }
  }

  /// Whether it should be given one: there is none, or the open intents would need most of it.
  boolean wantsSegment() {
    lock.lock();
    try {
      return prepared.isEmpty() || !hasRoom(0, open + roomsOfSegment / 2);
    } finally {
      lock.unlock();
    }
  }

  /// Whether an intent would be refused for want of room: one of usual length, or one as long as
  /// the last that was refused.
  boolean isFull() {
    lock.lock();
    try {
      return !hasRoom(Math.max(Frames.OUTCOME_ROOM, refusedLength), open + 1);
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing any more.
  ///
  /// @return the segments that it did not need
  List<Segment> close() {
    lock.lock();
    try {
      closed = true;
      return List.copyOf(prepared);
    } finally {
      lock.unlock();
    }
  }

  int open() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  /// Frames put since the journal was opened, and those that it found undrained.
  long appendedBytes() {
    return appendedBytes.get();
  }

  /// Outcomes among them.
  long endedRecords() {
    return endedRecords.get();
  }
}
