package io.maas.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The invariant of the tape, with outcomes that take all the room that is kept for them.
class TapeTest {

  private static final int SIZE = 16 << 10;

  @TempDir private Path directory;
  private final ConcurrentSkipListMap<Long, Segment> live = new ConcurrentSkipListMap<>();
  private final AtomicInteger wanted = new AtomicInteger();
  private SegmentFiles files;
  private Tape tape;

  @BeforeEach
  void start() throws Exception {
    files = new SegmentFiles(directory, SIZE, SegmentAllocator.zeros());
    tape = new Tape(files.prepare(), live, wanted::incrementAndGet);
  }

  @AfterEach
  void unmap() {
    tape.close().forEach(Segment::unmap);
    live.values().forEach(Segment::unmap);
  }

  @Test
  void hasRoomForEveryOutcomeHoweverLong() throws Exception {
    tape.offer(files.prepare());
    int open = 0;
    while (tape.begin(frame(EntryType.INTENT, 100))) {
      open++;
    }
    assertThat(open).isBetween(20, 30);
    assertThat(tape.isFull()).isTrue();
    for (int i = 0; i < open; i++) {
      assertThat(tape.end(frame(EntryType.OUTCOME, Frames.OUTCOME_ROOM))).isTrue();
    }
    assertThat(tape.open()).isZero();
  }

  @Test
  void isFullForWhatItRefusedAlthoughLessWouldFit() throws Exception {
    int length = 5 * Frames.OUTCOME_ROOM;
    while (tape.begin(frame(EntryType.INTENT, length))) {
      assertThat(tape.end(frame(EntryType.OUTCOME, Frames.OUTCOME_ROOM))).isTrue();
    }
    assertThat(tape.isFull()).isTrue();
    assertThat(tape.begin(frame(EntryType.INTENT, Frames.OUTCOME_ROOM))).isTrue();
    assertThat(tape.isFull()).isTrue();
    tape.offer(files.prepare());
    assertThat(tape.isFull()).isFalse();
  }

  @Test
  void refusesALongOutcomeThatTakesTheRoomOfOthers() {
    while (tape.begin(frame(EntryType.INTENT, 100))) {
      assertThat(tape.open()).isPositive();
    }
    assertThat(tape.end(frame(EntryType.OUTCOME, 3 * Frames.OUTCOME_ROOM))).isFalse();
    assertThat(tape.end(frame(EntryType.OUTCOME, Frames.OUTCOME_ROOM))).isTrue();
  }

  @Test
  void asksForAnotherSegmentWhenItTakesTheLast() throws Exception {
    assertThat(tape.wantsSegment()).isTrue();
    tape.offer(files.prepare());
    assertThat(tape.wantsSegment()).isFalse();
    while (live.size() < 2) {
      assertThat(tape.begin(frame(EntryType.INTENT, Frames.OUTCOME_ROOM))).isTrue();
      assertThat(tape.end(frame(EntryType.OUTCOME, Frames.OUTCOME_ROOM))).isTrue();
    }
    assertThat(wanted).hasValue(1);
    assertThat(tape.wantsSegment()).isTrue();
    assertThat(live.firstEntry().getValue().isSealed()).isTrue();
  }

  @Test
  void takesNothingOnceItIsClosed() {
    tape.close();
    assertThat(tape.begin(frame(EntryType.INTENT, 100))).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> tape.end(frame(EntryType.OUTCOME, 100)))
        .withMessageContaining("closed");
  }

  private static FrameWriter frame(EntryType type, int length) {
    FrameWriter frame = new FrameWriter().start(type, 1, UUID.randomUUID());
    while (frame.length() < length) {
      frame.flags(0);
    }
    return frame;
  }
}
