package io.maas.gateway.journal;

import static io.maas.testkit.metering.UsageRecords.completed;
import static io.maas.testkit.metering.UsageRecords.intent;
import static io.maas.testkit.metering.UsageRecords.replayed;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Outcome.Charged;
import io.maas.testkit.metering.FakeLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal tells of requests that may still be open in counters that outlive a process.
class RecoveredTest {

  private static final UUID LOST = new UUID(1, 1);
  private static final UUID ENDED = new UUID(1, 2);
  private static final UUID UNCOUNTED = new UUID(1, 3);

  @TempDir Path folder;

  private final FakeLedger ledger = new FakeLedger();

  private Journal open() throws IOException {
    return Journal.open(
        JournalSettings.in(folder), ledger, InstantSource.system(), System::nanoTime);
  }

  @Test
  void tellsOfWhatWasLostAndOfWhatEndedWithWhatEachIsCharged() throws IOException {
    // given
    try (Journal died = open()) {
      died.begin(intent(LOST), "here");
      died.begin(intent(ENDED), "there");
      died.begin(intent(UNCOUNTED));
      died.end(completed(ENDED, 10, 20));
      died.flush(Duration.ofSeconds(30));
    }

    // when
    try (Journal next = open()) {

      // then
      assertThat(next.takeRecovered())
          .containsExactlyInAnyOrder(
              new Recovered(
                  LOST,
                  "here",
                  new Charged(intent(LOST).heldInput(), 0, intent(LOST).heldOutput())),
              new Recovered(ENDED, "there", completed(ENDED, 10, 20).charged()));
    }
  }

  /// It takes no tokens, and its money is counted by those of the answer.
  @Test
  void tellsTheTokensOfAnAnswerThatWasGivenAgain() throws IOException {
    // given
    try (Journal died = open()) {
      died.begin(intent(ENDED), "there");
      died.end(replayed(ENDED));
    }

    // when
    try (Journal next = open()) {

      // then
      Charged tokens = Charged.as(replayed(ENDED).usage());
      assertThat(tokens.total()).isPositive();
      assertThat(next.takeRecovered()).containsExactly(new Recovered(ENDED, "there", tokens));
    }
  }

  @Test
  void tellsAlsoOfWhatTheLedgerHas() throws IOException {
    // given
    try (Journal died = open()) {
      died.begin(intent(ENDED), "there");
      died.end(completed(ENDED, 10, 20));
      assertThat(died.flush(Duration.ofSeconds(30))).isTrue();
    }

    // when
    try (Journal next = open()) {

      // then
      assertThat(next.takeRecovered()).extracting(Recovered::requestId).containsExactly(ENDED);
    }
  }
}
