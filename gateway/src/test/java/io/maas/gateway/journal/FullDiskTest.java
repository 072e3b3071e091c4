package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.Outcome.Attempt;
import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.FakeLedger;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk with room for a few segments.
@Timeout(60)
class FullDiskTest {

  private static final int SEGMENT = 64 << 10;
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private final FakeLedger ledger = new FakeLedger();
  private final AtomicInteger room = new AtomicInteger(3);

  @Test
  void refusesNewRequestsAndEndsAllThatBegan() throws Exception {
    ledger.setAway(true);
    try (Journal journal = open()) {
      List<UUID> open = beginUntilFull(journal);
      assertThat(journal.state().refusing()).isTrue();
      Collections.shuffle(open, new Random(1));
      for (UUID id : open) {
        journal.end(longest(id));
      }
      assertThat(journal.state().openIntents()).isZero();
      ledger.setAway(false);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSameSizeAs(open);
    }
  }

  @Test
  void keepsTheRoomOfOutcomesThroughAnyMixOfBeginAndEnd() throws Exception {
    ledger.setAway(true);
    Random random = new Random(7);
    List<UUID> begun = new ArrayList<>();
    List<UUID> open = new ArrayList<>();
    try (Journal journal = open()) {
      for (int refused = 0; refused < 500; ) {
        boolean spent = room.get() == 0;
        UUID id = UUID.randomUUID();
        if (random.nextInt(5) < 3) {
          if (journal.begin(intent(id))) {
            begun.add(id);
            open.add(id);
          } else {
            refused += spent ? 1 : 0;
          }
        } else if (!open.isEmpty()) {
          UUID one = open.remove(random.nextInt(open.size()));
          journal.end(random.nextBoolean() ? longest(one) : completed(one, 1, 1));
        }
      }
      assertThat(begun).hasSizeGreaterThan(50);
      ledger.setAway(false);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(begun.size() - open.size());
    }
  }

  @Test
  void admitsAgainWhenThereIsRoom() throws Exception {
    ledger.setAway(true);
    try (Journal journal = open()) {
      List<UUID> open = beginUntilFull(journal);
      room.set(100);
      while (!journal.begin(intent(UUID.randomUUID()))) {
        Thread.onSpinWait();
      }
      assertThat(journal.state().openIntents()).isEqualTo(open.size() + 1);
      assertThat(journal.state().refusing()).isFalse();
    }
  }

  @Test
  void goesOnForEverInFewSegmentsWhileTheLedgerTakesThem() throws Exception {
    try (Journal journal = open()) {
      for (int i = 0; i < 3000; i++) {
        UUID id = UUID.randomUUID();
        while (!journal.begin(intent(id))) {
          assertThat(journal.flush(SOON)).isTrue();
        }
        journal.end(completed(id, 1, 1));
      }
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(3000);
      assertThat(room.get()).isNotNegative();
    }
  }

  @Test
  void doesNotOpenWithoutRoomForASegment() {
    room.set(0);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::open)
        .withMessage("No space left on device");
    room.set(1);
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void takesUpAllThatWasOpenWhenTheDiskWasFull() throws Exception {
    ledger.setAway(true);
    List<UUID> open;
    try (Journal journal = open()) {
      open = beginUntilFull(journal);
    }
    ledger.setAway(false);
    room.set(100);
    try (Journal journal = open()) {
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records())
          .containsExactlyInAnyOrderElementsOf(
              open.stream().map(id -> UsageRecord.lost(intent(id))).toList());
    }
  }

  private List<UUID> beginUntilFull(Journal journal) {
    List<UUID> open = new ArrayList<>();
    for (boolean full = false; !full; ) {
      boolean spent = room.get() == 0;
      UUID id = UUID.randomUUID();
      if (journal.begin(intent(id))) {
        open.add(id);
      } else {
        full = spent && journal.state().refusing();
      }
    }
    return open;
  }

  private static Outcome longest(UUID id) {
    Outcome whole = completed(id, 1, 1);
    return new Outcome(
        id,
        whole.status(),
        whole.end(),
        "because ".repeat(20),
        "model ".repeat(20),
        whole.usage(),
        whole.charged(),
        whole.firstToken(),
        whole.duration(),
        Collections.nCopies(50, new Attempt("replica-1", 200, whole.usage())));
  }

  private void allocate(FileChannel file, int bytes) throws IOException {
    if (room.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      throw new IOException("No space left on device");
    }
    SegmentAllocator.zeros().allocate(file, bytes);
  }

  private Journal open() throws IOException {
    JournalSettings settings =
        new JournalSettings(
            directory,
            SEGMENT,
            Duration.ofMillis(5),
            Duration.ofMillis(5),
            100,
            Duration.ofMillis(50),
            1L << 30);
    return Journal.open(settings, ledger, InstantSource.system(), System::nanoTime, this::allocate);
  }
}
