package io.maas.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.catalog.Access;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.catalog.Endpoint.Surface;
import io.maas.domain.catalog.PerMinute;
import io.maas.gateway.routing.Health.Entry;
import io.maas.gateway.routing.Health.Result;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final AtomicLong now = new AtomicLong(1);
  private final Health health = new Health(now::get);
  private final Endpoint endpoint = endpoint("a", 0);

  private static Endpoint endpoint(String name, int concurrency) {
    return new Endpoint(
        name,
        URI.create("http://" + name),
        "m",
        "internal",
        new Access.Open(),
        List.of(Surface.CHAT),
        new Share(0, 1, concurrency));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      health.enter(endpoint, true, 0);
      health.leave(endpoint, Result.FAILED);
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void ejectsAnEndpointThatFailsFiveTimesInARow() {
    fail(4);
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
    health.leave(endpoint, Result.FAILED);

    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.EJECTED);
  }

  @Test
  void forgivesFailuresBeforeAnAnswer() {
    fail(4);
    health.enter(endpoint, false, 0);
    health.leave(endpoint, Result.ANSWERED);
    fail(4);

    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void letsOneRequestProbeItAfterAWhile() {
    fail(5);
    pass(Duration.ofMillis(1001));

    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.EJECTED);
    health.leave(endpoint, Result.ANSWERED);
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void waitsTwiceAsLongAfterAProbeThatFailed() {
    fail(5);
    pass(Duration.ofMillis(1001));
    health.enter(endpoint, false, 0);
    health.leave(endpoint, Result.FAILED);

    pass(Duration.ofMillis(1500));
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.EJECTED);
    pass(Duration.ofMillis(501));
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void letsAnotherProbeAfterOneOfWhichNobodyKnows() {
    fail(5);
    pass(Duration.ofMillis(1001));
    health.enter(endpoint, false, 0);
    health.leave(endpoint, Result.UNKNOWN);

    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void letsWhoInsistsInAlthoughItWasEjected() {
    fail(5);

    assertThat(health.enter(endpoint, true, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void leavesAnEndpointAloneThatAskedForItAlsoIfSomebodyInsists() {
    health.pause(endpoint, Duration.ofSeconds(7));

    assertThat(health.enter(endpoint, true, 0)).isEqualTo(Entry.PAUSED);
    assertThat(health.pausedFor(endpoint, 0)).isEqualTo(Duration.ofSeconds(7));
    pass(Duration.ofSeconds(7));
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void letsNoMoreInAtOnceThanTheEndpointTakes() {
    Endpoint narrow = endpoint("narrow", 2);

    assertThat(health.enter(narrow, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(narrow, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(narrow, true, 0)).isEqualTo(Entry.BUSY);
    health.leave(narrow, Result.ANSWERED);
    assertThat(health.enter(narrow, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void forgetsEndpointsThatAreNoneAnyMoreAndWhatComesOfTheirRequests() {
    Endpoint narrow = endpoint("narrow", 1);
    health.enter(narrow, false, 0);
    fail(5);

    health.keep(Set.of(narrow));
    assertThat(health.enter(endpoint, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(narrow, false, 0)).isEqualTo(Entry.BUSY);

    health.keep(Set.of());
    health.leave(narrow, Result.ANSWERED); // from before
    assertThat(health.enter(narrow, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(narrow, false, 0)).isEqualTo(Entry.BUSY);
  }

  private static Endpoint bounded(long requests, long tokens) {
    Endpoint any = endpoint("bounded", 0);
    return new Endpoint(
        any.name(),
        any.url(),
        any.servedModel(),
        any.provider(),
        any.access(),
        any.surfaces(),
        new Share(0, 1, 0, new PerMinute(requests, tokens)));
  }

  @Test
  void letsInAsManyRequestsAMinuteAsItMay() {
    Endpoint bounded = bounded(2, 0);

    assertThat(health.enter(bounded, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(bounded, false, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(bounded, true, 0)).isEqualTo(Entry.SPENT);

    Duration wait = health.pausedFor(bounded, 0);
    assertThat(wait).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
    pass(wait);
    assertThat(health.enter(bounded, false, 0)).isEqualTo(Entry.OPEN);
  }

  @Test
  void letsInAsManyTokensAMinuteAsItMay() {
    Endpoint bounded = bounded(10, 100);

    assertThat(health.enter(bounded, false, 60)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(bounded, false, 60)).isEqualTo(Entry.SPENT);
    health.correct(bounded, 8 - 60, now.get()); // it told what it took
    assertThat(health.enter(bounded, false, 60)).isEqualTo(Entry.OPEN);
  }

  @Test
  void countsNoRequestThatTheTokensKeepOut() {
    Endpoint bounded = bounded(2, 100);

    assertThat(health.enter(bounded, false, 100)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(bounded, false, 100)).isEqualTo(Entry.SPENT);
    health.correct(bounded, -100, now.get());
    assertThat(health.enter(bounded, false, 100)).isEqualTo(Entry.OPEN);
    health.correct(bounded, -100, now.get());
    assertThat(health.enter(bounded, false, 100)).isEqualTo(Entry.SPENT);
  }

  @Test
  void countsNoRequestThatIsKeptOutBecauseItFailedLately() {
    Endpoint bounded = bounded(7, 0);
    for (int i = 0; i < 5; i++) {
      health.enter(bounded, true, 0);
      health.leave(bounded, Result.FAILED);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(health.enter(bounded, false, 0)).isEqualTo(Entry.EJECTED);
    }

    assertThat(health.enter(bounded, true, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(bounded, true, 0)).isEqualTo(Entry.OPEN);
    assertThat(health.enter(bounded, true, 0)).isEqualTo(Entry.SPENT);
  }

  @Test
  void remembersWhatWasAskedOfAnEndpointThatStays() {
    Endpoint bounded = bounded(1, 0);
    health.enter(bounded, false, 0);

    health.keep(Set.of(bounded(1, 0), endpoint));

    assertThat(health.enter(bounded, false, 0)).isEqualTo(Entry.SPENT);
  }
}
