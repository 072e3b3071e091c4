package io.maas.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Outcome.End;
import io.maas.domain.metering.UsageRecord;
import io.maas.testkit.metering.FakeLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that writes as fast as it can and is killed with SIGKILL.
@Timeout(120)
class KilledJournalTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {20_000, 150_000, 400_000})
  void hasEveryEndThatReturned(long bytesOfReport) throws Exception {
    // given a process that reports what it did, and its death in the middle of it
    Path began = folder.resolve("began");
    Path ended = folder.resolve("ended");
    Path ledgerBook = folder.resolve("ledger");
    Process process = start(began, ended, ledgerBook);
    while (process.isAlive() && sizeOf(ended) < bytesOfReport) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    assertThat(process.isAlive()).as("writes until it is killed").isTrue();
    process.destroyForcibly().waitFor();

    // when another takes up what it left
    FakeLedger ledger = new FakeLedger();
    JournalSettings settings = JournalWriter.settings(folder.resolve("journal"));
    try (Journal journal =
        Journal.open(settings, ledger, InstantSource.system(), System::nanoTime)) {
      assertThat(journal.flush(Duration.ofSeconds(60))).isTrue();
    }

    // then what the two ledgers have is what was reported
    Set<UUID> before = new HashSet<>(JournalWriter.read(ledgerBook));
    Map<UUID, End> after = new HashMap<>();
    for (UsageRecord each : ledger.records()) {
      after.put(each.intent().id(), each.outcome().end());
    }
    List<UUID> ends = JournalWriter.read(ended);
    assertThat(ends).allMatch(id -> before.contains(id) || after.get(id) == End.COMPLETED);
    assertThat(JournalWriter.read(began))
        .allMatch(id -> before.contains(id) || after.containsKey(id));
    assertThat(after.values().stream().filter(end -> end == End.LOST).count())
        .isLessThanOrEqualTo(JournalWriter.THREADS * JournalWriter.OPEN);
    System.out.println(
        "killed after %d ends: %d in its ledger, %d taken up, %d of them lost"
            .formatted(
                ends.size(),
                before.size(),
                after.size(),
                after.values().stream().filter(end -> end == End.LOST).count()));
  }

  private Process start(Path began, Path ended, Path ledgerBook) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            JournalWriter.class.getName(),
            folder.resolve("journal").toString(),
            began.toString(),
            ended.toString(),
            ledgerBook.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private static long sizeOf(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
