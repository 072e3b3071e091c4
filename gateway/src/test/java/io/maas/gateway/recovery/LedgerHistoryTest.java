package io.maas.gateway.recovery;

import static io.maas.domain.metering.Enforcement.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Claims.Partition;
import io.maas.domain.metering.History.Spent;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Limit.Over;
import io.maas.domain.metering.Measure;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Scope;
import io.maas.domain.metering.SpentQuery;
import io.maas.domain.metering.Unit;
import io.maas.domain.metering.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerHistoryTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant FIRST = NOON.minusSeconds(30);
  private static final Window HOUR = Window.rolling(Duration.ofHours(1));

  private final List<SpentQuery> asked = new ArrayList<>();
  private final LedgerHistory history =
      new LedgerHistory(
          new ScriptedLedger(
              asked, new io.maas.domain.metering.Spent(Optional.of(FIRST), 3, 100, 40, 50, 7_000)),
          () -> NOON,
          Runnable::run);

  @Test
  void asksForTheUseOfOneUserUnderOneSubscriptionAndModel() {
    Limit limit = limit(Measure.of(Unit.TOTAL_TOKENS), HOUR, Scope.USER, new Over("ns/s", "ns/m"));
    assertThat(spent(limit, "alice")).isEqualTo(new Spent(150, FIRST));
    assertThat(asked)
        .containsExactly(
            new SpentQuery("acme", "ns/s", "ns/m", "alice", null, null, NOON.minusSeconds(3600)));
  }

  @Test
  void asksForADayFromItsBeginning() {
    Window day = Window.parse("day@Europe/Berlin").orElseThrow();
    spent(limit(Measure.of(Unit.REQUESTS), day, Scope.KEY, Over.EVERYTHING), "k-1");
    assertThat(asked)
        .containsExactly(
            new SpentQuery(
                "acme", null, null, null, "k-1", null, Instant.parse("2026-03-09T23:00:00Z")));
  }

  @Test
  void countsEveryMeasureAsItsChargesWereCounted() {
    assertThat(points(Measure.of(Unit.REQUESTS))).isEqualTo(3);
    assertThat(points(Measure.of(Unit.OUTPUT_TOKENS))).isEqualTo(50);
    assertThat(points(Measure.weighted(1000, 100, 5000))).isEqualTo(60_000 + 4_000 + 250_000);
    assertThat(points(new Measure(Unit.COST, 0, 10, 10, 10, 1))).isEqualTo(7_000);
  }

  @Test
  void tellsATeamWhatTheTenantWasCharged() {
    spent(limit(Measure.of(Unit.TOTAL_TOKENS), HOUR, Scope.TEAM, Over.EVERYTHING), "red");
    assertThat(asked)
        .containsExactly(
            new SpentQuery("acme", null, null, null, null, null, NOON.minusSeconds(3600)));
  }

  @Test
  void knowsNothingOfWhatRuns() {
    Limit running =
        limit(
            Measure.of(Unit.CONCURRENT_REQUESTS),
            Window.WHILE_RUNNING,
            Scope.USER,
            Over.EVERYTHING);
    assertThat(spent(running, "alice")).isEqualTo(Spent.NOTHING);
    assertThat(asked).isEmpty();
  }

  private long points(Measure measure) {
    return spent(limit(measure, HOUR, Scope.TENANT, Over.EVERYTHING), "").points();
  }

  private static Limit limit(Measure measure, Window window, Scope scope, Over over) {
    return new Limit("limit", measure, 1_000_000, window, scope, STRICT, over);
  }

  private Spent spent(Limit limit, String subject) {
    Claims claims =
        new Claims(
            new Partition(Place.TENANT, "acme", "", ""), false, List.of(new Claim(limit, subject)));
    return history.spent(claims).toCompletableFuture().join().getFirst();
  }
}
