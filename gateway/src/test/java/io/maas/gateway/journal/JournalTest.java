package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.cancelled;
import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;
import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.FakeLedger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class JournalTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int SEGMENT = 64 << 10;

  @TempDir private Path directory;
  private final FakeLedger ledger = new FakeLedger();

  @Test
  void bringsWhatBeganAndEndedToTheLedger() throws Exception {
    try (Journal journal = open()) {
      UUID id = UUID.randomUUID();
      assertThat(journal.begin(intent(id))).isTrue();
      journal.end(completed(id, 10, 20));
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records())
          .containsExactly(new UsageRecord(intent(id), completed(id, 10, 20)));
    }
  }

  @Test
  void bringsItThereByItself() throws Exception {
    try (Journal journal = open()) {
      UUID id = UUID.randomUUID();
      journal.begin(intent(id));
      journal.end(cancelled(id));
      assertThat(ledger.awaitRecords(1, SOON)).isTrue();
    }
  }

  @Test
  void leavesOpenRequestsOpen() throws Exception {
    try (Journal journal = open()) {
      UUID open = UUID.randomUUID();
      journal.begin(intent(open));
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).isEmpty();
      assertThat(journal.state().openIntents()).isEqualTo(1);
    }
  }

  @Test
  void losesNothingWhileTheLedgerIsAway() throws Exception {
    ledger.setAway(true);
    try (Journal journal = open()) {
      for (int i = 0; i < 2000; i++) {
        request(journal);
      }
      assertThat(ledger.awaitFailures(1, SOON)).isTrue();
      assertThat(journal.state().backlogRecords()).isEqualTo(2000);
      assertThat(journal.state().backlogBytes()).isGreaterThan(10L * SEGMENT);
      assertThat(journal.flush(Duration.ofMillis(1))).isFalse();
      ledger.setAway(false);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(2000);
      assertThat(ledger.repeated()).isZero();
      assertThat(journal.state().backlogRecords()).isZero();
      assertThat(journal.state().backlogBytes()).isZero();
      assertThat(journal.state().drainedRecords()).isEqualTo(2000);
    }
  }

  @Test
  void givesSegmentsBackThoughAStreamStaysOpen() throws Exception {
    try (Journal journal = open()) {
      UUID open = UUID.randomUUID();
      journal.begin(intent(open));
      for (int i = 0; i < 5000; i++) {
        request(journal);
      }
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(journal.state().segments()).isLessThanOrEqualTo(2);
      assertThat(directory.toFile().list()).hasSizeLessThan(10);
      journal.end(completed(open, 1, 1));
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(5001).last().matches(r -> r.intent().id().equals(open));
    }
  }

  @Test
  void takesUpWhatWasNotInTheLedger() throws Exception {
    ledger.setAway(true);
    try (Journal journal = open()) {
      for (int i = 0; i < 1000; i++) {
        request(journal);
      }
    }
    ledger.setAway(false);
    try (Journal journal = open()) {
      assertThat(journal.state().backlogRecords()).isLessThanOrEqualTo(1000);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(1000);
      assertThat(journal.state().lostRecords()).isZero();
    }
  }

  @Test
  void sendsNothingAgainThatIsInTheLedger() throws Exception {
    try (Journal journal = open()) {
      request(journal);
      assertThat(journal.flush(SOON)).isTrue();
      journal.begin(intent(UUID.randomUUID()));
    }
    try (Journal journal = open()) {
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(2);
      assertThat(ledger.repeated()).isZero();
    }
  }

  @Test
  void chargesWhatNobodySawEndAsEstimatedExactlyOnce() throws Exception {
    Intent lost = intent(UUID.randomUUID());
    try (Journal journal = open()) {
      journal.begin(lost);
      for (int i = 0; i < 1000; i++) {
        request(journal);
      }
    }
    for (int life = 0; life < 3; life++) {
      try (Journal journal = open()) {
        assertThat(journal.state().lostRecords()).isEqualTo(life == 0 ? 1 : 0);
        assertThat(journal.flush(SOON)).isTrue();
      }
    }
    assertThat(ledger.records()).hasSize(1001).contains(UsageRecord.lost(lost));
    assertThat(ledger.repeated()).isZero();
  }

  @Test
  void survivesASecondEndOfOneRequest() throws Exception {
    try (Journal journal = open()) {
      UUID id = UUID.randomUUID();
      journal.begin(intent(id));
      journal.end(completed(id, 1, 1));
      journal.end(completed(id, 2, 2));
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(1);
      assertThat(journal.state().orphans()).isEqualTo(1);
      assertThat(journal.state().openIntents()).isZero();
      assertThat(journal.state().backlogRecords()).isZero();
    }
  }

  @Test
  void admitsNothingNewFromALargestBacklogOn() throws Exception {
    ledger.setAway(true);
    JournalSettings settings = settings();
    try (Journal journal = open()) {
      UUID open = UUID.randomUUID();
      journal.begin(intent(open));
      while (journal.state().backlogBytes() <= settings.largestBacklogBytes()) {
        request(journal);
      }
      assertThat(journal.begin(intent(UUID.randomUUID()))).isFalse();
      assertThat(journal.state().refusing()).isTrue();
      journal.end(completed(open, 1, 1));
      ledger.setAway(false);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(journal.begin(intent(UUID.randomUUID()))).isTrue();
    }
  }

  @Test
  void setsARecordAsideThatTheLedgerCannotTake() throws Exception {
    UUID poison = UUID.randomUUID();
    ledger.refuse(each -> each.intent().id().equals(poison));
    try (Journal journal = open()) {
      for (int i = 0; i < 150; i++) {
        request(journal);
      }
      journal.begin(intent(poison));
      journal.end(completed(poison, 1, 1));
      for (int i = 0; i < 150; i++) {
        request(journal);
      }
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(300);
      assertThat(ledger.repeated()).isZero();
      assertThat(journal.state().setAsideRecords()).isEqualTo(1);
      assertThat(directory.resolve("refused-records")).content().contains(poison.toString());
    }
  }

  @Test
  void setsNothingAsideThoughTheLedgerIsAwayForLong() throws Exception {
    ledger.setAway(true);
    try (Journal journal = open()) {
      for (int i = 0; i < 150; i++) {
        request(journal);
      }
      assertThat(journal.flush(Duration.ofMillis(1))).isFalse();
      assertThat(ledger.awaitFailures(30, SOON)).isTrue();
      ledger.setAway(false);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(150);
      assertThat(journal.state().setAsideRecords()).isZero();
    }
  }

  @Test
  void keepsWhatManyThreadsWriteAtOnce() throws Exception {
    try (Journal journal = open();
        var threads = Executors.newFixedThreadPool(8)) {
      for (int thread = 0; thread < 8; thread++) {
        threads.execute(() -> IntStream.range(0, 1000).forEach(_ -> request(journal)));
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(ledger.records()).hasSize(8000);
      assertThat(journal.state().openIntents()).isZero();
      assertThat(journal.state().orphans()).isZero();
    }
  }

  @Test
  void keepsNoRecordOnTheHeapWhileTheLedgerIsAway() throws Exception {
    ledger.setAway(true);
    try (Journal journal = open()) {
      request(journal);
      assertThat(ledger.awaitFailures(1, SOON)).isTrue();
      long before = liveBytes();
      while (journal.state().backlogBytes() < 90L * SEGMENT) {
        request(journal);
      }
      assertThat(liveBytes() - before).isLessThan(30L * SEGMENT);
    }
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void tellsHowLongTheOldestRecordWaits() throws Exception {
    ledger.setAway(true);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
    try (Journal journal = Journal.open(settings(), ledger, now::get, System::nanoTime)) {
      assertThat(journal.state().oldestUndrained()).isZero();
      request(journal);
      now.set(now.get().plusSeconds(90));
      request(journal);
      assertThat(ledger.awaitFailures(1, SOON)).isTrue();
      assertThat(journal.state().oldestUndrained()).isEqualTo(Duration.ofSeconds(90));
      ledger.setAway(false);
      assertThat(journal.flush(SOON)).isTrue();
      assertThat(journal.state().oldestUndrained()).isZero();
    }
  }

  @Test
  void givesUpFlushingWhenItsTickerSaysSo() throws Exception {
    ledger.setAway(true);
    AtomicLong hours = new AtomicLong();
    LongSupplier ticker = () -> Duration.ofHours(hours.getAndIncrement()).toNanos();
    try (Journal journal = Journal.open(settings(), ledger, InstantSource.system(), ticker)) {
      request(journal);
      assertThat(journal.flush(Duration.ofHours(1))).isFalse();
    }
  }

  @Test
  void keepsItsDirectoryToItself() throws Exception {
    try (Journal _ = open()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(this::open)
          .withMessageContaining("in use (expected: free)");
    }
  }

  @Test
  void refusesAnIntentThatNoSegmentHolds() throws Exception {
    try (Journal journal = open()) {
      Intent whole = intent(UUID.randomUUID());
      Intent huge =
          new Intent(
              whole.id(),
              whole.at(),
              whole.correlation(),
              whole.tenant(),
              whole.user(),
              Collections.nCopies(SEGMENT, "group"),
              null,
              whole.subscription(),
              whole.requestedModel(),
              whole.model(),
              whole.servedModel(),
              whole.endpoint(),
              whole.provider(),
              whole.dialect(),
              false,
              whole.attribution(),
              null,
              0,
              0,
              0,
              0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> journal.begin(huge))
          .withMessageContaining("(expected: <= 16384)");
    }
  }

  private void request(Journal journal) {
    UUID id = UUID.randomUUID();
    while (!journal.begin(intent(id))) {
      Thread.onSpinWait();
    }
    Outcome outcome = completed(id, 10, 20);
    journal.end(outcome);
  }

  private JournalSettings settings() {
    return new JournalSettings(
        directory,
        SEGMENT,
        Duration.ofMillis(5),
        Duration.ofMillis(5),
        100,
        Duration.ofMillis(50),
        100L * SEGMENT);
  }

  private Journal open() throws IOException {
    return Journal.open(settings(), ledger, InstantSource.system(), System::nanoTime);
  }
}
