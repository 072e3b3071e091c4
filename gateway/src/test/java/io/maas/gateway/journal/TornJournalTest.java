package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.FakeLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a crash in the middle of a write leaves, at each of its bytes.
class TornJournalTest {

  private static final int SEGMENT = 16 << 10;
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private Path segment;
  private byte[] whole;
  private int lastRecord;
  private int end;

  @BeforeEach
  void writeTwoRequests() throws Exception {
    FakeLedger away = new FakeLedger();
    away.setAway(true);
    Path directory = folder.resolve("written");
    try (Journal journal = open(directory, away)) {
      journal.begin(intent(first));
      journal.end(completed(first, 1, 2));
      journal.begin(intent(second));
      journal.end(completed(second, 3, 4));
    }
    try (Stream<Path> files = Files.list(directory)) {
      segment =
          files.filter(file -> file.toString().endsWith("1.segment")).findFirst().orElseThrow();
    }
    whole = Files.readAllBytes(segment);
    Segment read = Segment.map(segment);
    end = Segment.HEADER;
    for (Entry entry = read.read(end); entry != null; entry = read.read(end)) {
      lastRecord = end;
      end = entry.end();
    }
    read.unmap();
  }

  @Test
  void losesNothingThatWasWhole() throws Exception {
    assertThat(recover(whole))
        .containsExactly(
            new UsageRecord(intent(first), completed(first, 1, 2)),
            new UsageRecord(intent(second), completed(second, 3, 4)));
  }

  @Test
  void chargesATornEndAsEstimatedOnce() throws Exception {
    assertThat(recover(Arrays.copyOf(whole, end - 1)))
        .containsExactly(
            new UsageRecord(intent(first), completed(first, 1, 2)),
            UsageRecord.lost(intent(second)));
  }

  @Test
  void endsWhereZerosFollowATornRecord() throws Exception {
    for (int torn = lastRecord; torn < end; torn++) {
      byte[] bytes = whole.clone();
      Arrays.fill(bytes, torn, end, (byte) 0);
      if (!Arrays.equals(bytes, whole)) {
        expectSecondLost(bytes, torn);
      }
    }
  }

  @Test
  void endsWhereTheFileIsCutOff() throws Exception {
    for (int torn = lastRecord; torn < end; torn++) {
      byte[] cut = Arrays.copyOf(whole, torn);
      // A file is mapped with zeros behind it: cutting off nothing but zeros cuts off nothing.
      if (!Arrays.equals(Arrays.copyOf(cut, whole.length), whole)) {
        expectSecondLost(cut, torn);
      }
    }
  }

  @Test
  void endsWhereAnyBitOfTheLastRecordIsWrong() throws Exception {
    for (int torn = lastRecord; torn < end; torn++) {
      byte[] bytes = whole.clone();
      bytes[torn] ^= (byte) (1 << (torn % 8));
      expectSecondLost(bytes, torn);
    }
  }

  @Test
  void endsWhereAnEarlierUseOfTheFileBegins() throws Exception {
    byte[] bytes = whole.clone();
    System.arraycopy(whole, Segment.HEADER, bytes, end, end - Segment.HEADER);
    assertThat(recover(bytes)).hasSize(2);
  }

  private void expectSecondLost(byte[] bytes, int torn) throws IOException {
    Path file = Files.write(folder.resolve("torn.segment"), bytes);
    Segment read = Segment.map(file);
    Recovery recovery = Recovery.of(Map.of(), List.of(read));
    assertThat(recovery.lost()).as("torn at %d", torn).containsOnlyKeys(second);
    assertThat(recovery.undrainedRecords()).isEqualTo(1);
    assertThat(read.written()).isEqualTo(lastRecord);
    read.unmap();
  }

  private List<UsageRecord> recover(byte[] bytes) throws Exception {
    Path directory = Files.createTempDirectory(folder, "torn");
    Files.write(directory.resolve(segment.getFileName()), bytes);
    FakeLedger ledger = new FakeLedger();
    try (Journal journal = open(directory, ledger)) {
      assertThat(journal.flush(SOON)).isTrue();
    }
    try (Journal journal = open(directory, ledger)) {
      assertThat(journal.flush(SOON)).isTrue();
    }
    assertThat(ledger.repeated()).isZero();
    return ledger.records();
  }

  private static Journal open(Path directory, FakeLedger ledger) throws IOException {
    JournalSettings settings = JournalSettings.in(directory).withSegmentBytes(SEGMENT);
    return Journal.open(settings, ledger, InstantSource.system(), System::nanoTime);
  }
}
