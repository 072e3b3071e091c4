package io.maas.gateway.journal;

import java.nio.file.Path;
import java.time.Duration;

/// How a journal works.
///
/// @param directory where its files are; it is the journal's alone
/// @param segmentBytes the size of a segment, at least 16 KiB
/// @param syncEvery how long a record may stay in the kernel's memory only: what a power failure
///   can take
/// @param drainEvery how long a record may wait for others before they go to the ledger together
/// @param batchRecords the most records that go to the ledger at once
/// @param longestBackOff the longest pause between two tries of a ledger that is away
/// @param largestBacklogBytes from how much undrained on the journal admits nothing new
public record JournalSettings(
    Path directory,
    int segmentBytes,
    Duration syncEvery,
    Duration drainEvery,
    int batchRecords,
    Duration longestBackOff,
    long largestBacklogBytes) {

  private static final int SMALLEST_SEGMENT = 16 << 10;

  public JournalSettings {
    expectAtLeast("journal.segmentBytes", segmentBytes, SMALLEST_SEGMENT);
    expectAtLeast("journal.batchRecords", batchRecords, 1);
    expectAtLeast("journal.largestBacklogBytes", largestBacklogBytes, segmentBytes);
    expectPositive("journal.syncEvery", syncEvery);
    expectPositive("journal.drainEvery", drainEvery);
    expectPositive("journal.longestBackOff", longestBackOff);
  }

  /// Segments of 16 MiB, forced every 50 ms, drained every 100 ms in batches of 500, with a backlog
  /// of up to 4 GiB: some ten million requests.
  public static JournalSettings in(Path directory) {
    return new JournalSettings(
        directory,
        16 << 20,
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        500,
        Duration.ofSeconds(5),
        4L << 30);
  }

  /// The same with segments of another size.
  public JournalSettings withSegmentBytes(int bytes) {
    return new JournalSettings(
        directory, bytes, syncEvery, drainEvery, batchRecords, longestBackOff, largestBacklogBytes);
  }

  private static void expectAtLeast(String name, long found, long least) {
    if (found < least) {
      throw new IllegalArgumentException(name + ": " + found + " (expected: >= " + least + ")");
    }
  }

  private static void expectPositive(String name, Duration found) {
    if (!found.isPositive()) {
      throw new IllegalArgumentException(name + ": " + found + " (expected: > 0)");
    }
  }
}
