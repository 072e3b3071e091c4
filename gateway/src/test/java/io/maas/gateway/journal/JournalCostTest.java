package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Outcome;
import io.maas.testkit.metering.FakeLedger;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a request costs its event loop. Printed and not asserted: the machine is shared.
class JournalCostTest {

  private static final int REQUESTS = 50_000;
  private static final int ROUNDS = 4;

  @TempDir private Path directory;

  @Test
  void printsWhatBeginAndEndCost() throws Exception {
    FakeLedger ledger = new FakeLedger();
    try (Journal journal =
        Journal.open(
            JournalSettings.in(directory), ledger, InstantSource.system(), System::nanoTime)) {
      for (int round = 0; round < ROUNDS; round++) {
        List<Intent> intents = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
          UUID id = UUID.randomUUID();
          intents.add(intent(id));
          outcomes.add(completed(id, 10, 20));
        }
        long nanos = beginAndEnd(journal, intents, outcomes);
        System.out.println("journal begin and end: " + nanos / REQUESTS + " ns of CPU");
        assertThat(journal.flush(Duration.ofSeconds(60))).isTrue();
      }
      assertThat(ledger.records()).hasSize(ROUNDS * REQUESTS);
    }
  }

  private static long beginAndEnd(Journal journal, List<Intent> intents, List<Outcome> outcomes) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < intents.size(); i++) {
      while (!journal.begin(intents.get(i))) {
        Thread.onSpinWait();
      }
      journal.end(outcomes.get(i));
    }
    return threads.getCurrentThreadCpuTime() - start;
  }
}
