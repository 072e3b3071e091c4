package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.ledger.Retention;
import io.maas.testkit.ledger.ScriptedBookkeeping;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerUpkeepTest {

  private final ScriptedBookkeeping books = new ScriptedBookkeeping();
  private final LedgerUpkeep upkeep =
      new LedgerUpkeep(books, Retention.DEFAULT, () -> Instant.EPOCH);

  @Test
  void opensSignsAndDrops() {
    upkeep.run();

    assertThat(books.asked()).containsExactly("open 7", "sign", Retention.DEFAULT);
  }

  @Test
  void doesTheRestWhereOneCannotBeDone() {
    books.failToSign();

    upkeep.run();

    assertThat(books.asked()).containsExactly("open 7", "sign", Retention.DEFAULT);
  }
}
