package io.maas.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKey;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdentityCacheTest {

  private static final Instant EXPIRY = Instant.parse("2026-11-21T12:00:00Z");
  private static final Credential.Key KEY =
      new Credential.Key(ApiKey.parse("sk-oai-a_b").orElseThrow());
  private static final Credential.Token TOKEN = new Credential.Token("maas-x");

  private final AtomicLong ticker = new AtomicLong();
  private final ScriptedStore store = new ScriptedStore(known());
  private Instant now = EXPIRY.minusSeconds(60);
  private final IdentityCache cache =
      new IdentityCache(store, () -> now, ticker::get, 100, Duration.ofMinutes(10));

  @Test
  void asksOnceHoweverManyAskAtOnce() {
    CompletableFuture<Identity> slow = store.answersLater();

    CompletableFuture<Identity> first = cache.identify("t", KEY);
    CompletableFuture<Identity> second = cache.identify("t", KEY);
    slow.complete(known());

    assertThat(first.join()).isEqualTo(known());
    assertThat(second.join()).isEqualTo(known());
    assertThat(store.lookups()).isEqualTo(1);
  }

  @Test
  void knowsNothingOfWhatWasShownToAnotherTenant() {
    cache.identify("t", KEY).join();
    store.answers(new Identity.Unknown());

    assertThat(cache.identify("u", KEY).join()).isInstanceOf(Identity.Unknown.class);
    assertThat(cache.identify("t", KEY).join()).isEqualTo(known());
    assertThat(store.asked()).containsExactly("t", "u");
  }

  @Test
  void worksOnWithKnownKeysWhileTheStoreIsAway() {
    cache.identify("t", KEY).join();
    store.fails();
    ticker.addAndGet(Duration.ofMinutes(9).toNanos());

    assertThat(cache.identify("t", KEY).join()).isEqualTo(known());
  }

  @Test
  void knowsNobodyWhenNothingWasHeardForTooLong() {
    cache.identify("t", KEY).join();
    ticker.addAndGet(Duration.ofMinutes(10).toNanos() + 1);

    assertThat(cache.isCutOff()).isTrue();
    assertThat(cache.identify("t", KEY)).isCompletedExceptionally();

    cache.hear();
    assertThat(cache.identify("t", KEY).join()).isEqualTo(known());
  }

  @Test
  void forgetsARevokedKeyAtOnce() {
    cache.identify("t", KEY).join();
    store.answers(new Identity.Unknown());

    cache.take(new Notice.KeyRevoked("id"));

    assertThat(cache.identify("t", KEY).join()).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void trustsNoLookUpThatARevocationOvertook() {
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify("t", KEY);

    cache.take(new Notice.KeyRevoked("id"));
    store.answers(new Identity.Unknown());
    slow.complete(known());

    assertThat(asked.join()).isInstanceOf(Identity.Unknown.class);
    assertThat(cache.identify("t", KEY).join()).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void refusesAKeyFromItsExpiryOn() {
    cache.identify("t", KEY).join();
    now = EXPIRY;

    assertThat(cache.identify("t", KEY).join()).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void remembersAStrangerForASecondOnly() {
    store.answers(new Identity.Unknown());
    cache.identify("t", KEY).join();
    store.answers(known());

    assertThat(cache.identify("t", KEY).join()).isInstanceOf(Identity.Unknown.class);
    ticker.addAndGet(Duration.ofMillis(1001).toNanos());
    assertThat(cache.identify("t", KEY).join()).isEqualTo(known());
  }

  @Test
  void remembersNoFailure() {
    store.fails();
    assertThat(cache.identify("t", KEY)).isCompletedExceptionally();
    store.answers(known());

    assertThat(cache.identify("t", KEY).join()).isEqualTo(known());
  }

  @Test
  void asksForATokenAgainAfterAMinuteAndWhenItsUserChanges() {
    store.answers(alice());
    cache.identify("t", TOKEN).join();
    cache.identify("t", TOKEN).join();
    assertThat(store.lookups()).isEqualTo(1);

    cache.take(new Notice.UserChanged("t", "alice"));
    cache.identify("t", TOKEN).join();
    assertThat(store.lookups()).isEqualTo(2);

    ticker.addAndGet(Duration.ofSeconds(61).toNanos());
    cache.identify("t", TOKEN).join();
    assertThat(store.lookups()).isEqualTo(3);
  }

  @Test
  void remembersATokenThatSaysWhenItEndsUntilThenButForFiveMinutesAtMost() {
    store.answers(new Identity.Known(principal(), now.plusSeconds(40)));
    cache.identify("t", TOKEN).join();
    ticker.addAndGet(Duration.ofSeconds(39).toNanos());
    cache.identify("t", TOKEN).join();
    assertThat(store.lookups()).isEqualTo(1);
    now = now.plusSeconds(40);
    assertThat(cache.identify("t", TOKEN).join()).isInstanceOf(Identity.Unknown.class);

    store.answers(new Identity.Known(principal(), now.plusSeconds(36_000)));
    ticker.addAndGet(Duration.ofSeconds(2).toNanos());
    cache.identify("t", TOKEN).join();
    ticker.addAndGet(Duration.ofSeconds(299).toNanos());
    cache.identify("t", TOKEN).join();
    assertThat(store.lookups()).isEqualTo(2);
    ticker.addAndGet(Duration.ofSeconds(2).toNanos());
    cache.identify("t", TOKEN).join();
    assertThat(store.lookups()).isEqualTo(3);
  }

  private static Principal principal() {
    return new Principal("t", "alice", List.of(), false, null);
  }

  private static Identity known() {
    return new Identity.Known(
        new Principal(
            "t", "alice", List.of(), false, new Principal.KeyBinding("id", "laptop", "s", EXPIRY)));
  }

  private static Identity alice() {
    return new Identity.Known(principal());
  }
}
