package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.job.Job;
import io.maas.domain.ledger.Retention;
import io.maas.testkit.job.InMemoryJobBook;
import io.maas.testkit.ledger.ScriptedBookkeeping;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerUpkeepTest {

  private final ScriptedBookkeeping books = new ScriptedBookkeeping();
  private final List<Job> jobs = LedgerUpkeep.of(books, Retention.DEFAULT, () -> Instant.EPOCH);
  private final JobRunner runner =
      new JobRunner(jobs, new InMemoryJobBook(), "one", () -> Instant.EPOCH, Runnable::run);

  @Test
  void opensSignsAndDrops() {
    runner.look();

    assertThat(books.asked()).containsExactly("open 7", "sign", Retention.DEFAULT);
  }

  @Test
  void doesTheRestWhereOneCannotBeDone() {
    books.failToSign();

    runner.look();

    assertThat(books.asked()).containsExactly("open 7", "sign", Retention.DEFAULT);
  }
}
