package io.maas.gateway.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AfterFlushTest {

  private final List<String> done = new ArrayList<>();
  private boolean reachable = true;
  private final History history =
      new AfterFlush(
          () -> {
            done.add("flush");
            return reachable;
          },
          claims -> {
            done.add("ask");
            return History.NOTHING.spent(claims);
          },
          Runnable::run);

  @Test
  void asksAfterTheJournalIsInTheLedgerAndFlushesOnce() {
    history.spent(Claims.NONE);
    history.spent(Claims.NONE);
    assertThat(done).containsExactly("flush", "ask", "ask");
  }

  @Test
  void tellsNothingWhileTheLedgerIsAway() {
    reachable = false;
    assertThat(history.spent(Claims.NONE).toCompletableFuture())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("the journal is not in the ledger yet");
    reachable = true;
    history.spent(Claims.NONE);
    assertThat(done).containsExactly("flush", "flush", "ask");
  }
}
