package io.maas.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKey;
import io.maas.domain.access.Credential;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What is known of callers after notices may have been missed.
class DoubtedIdentityTest {

  private static final Instant EXPIRY = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration MAX_STALENESS = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Credential.Key KEY =
      new Credential.Key(ApiKey.parse("sk-oai-a_b").orElseThrow());
  private static final Credential.Token TOKEN = new Credential.Token("maas-x");
  private static final Identity NOBODY = new Identity.Unknown();

  private final AtomicLong ticker = new AtomicLong();
  private final ScriptedStore store = new ScriptedStore(known());
  private final List<Notice> missed = new ArrayList<>();
  private Instant now = EXPIRY.minusSeconds(60);
  private IdentityCache cache = waitingFor(LONG);

  private IdentityCache waitingFor(Duration patience) {
    IdentityCache made =
        new IdentityCache("t", store, () -> now, ticker::get, 100, MAX_STALENESS, patience);
    made.tellMissed(notice -> {
      missed.add(notice);
      made.take(notice);
    });
    return made;
  }

  @Test
  void believesAStoreThatAnswersBeforeAnybodyIsServedInError() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();

    CompletableFuture<Identity> asked = cache.identify(KEY);
    assertThat(asked).isNotDone();
    slow.complete(NOBODY);

    assertThat(asked.join()).isEqualTo(NOBODY);
    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
  }

  @Test
  void tellsOfARevocationThatWasMissed() {
    knownThenDoubted(KEY);
    store.answers(NOBODY);

    cache.identify(KEY).join();

    assertThat(missed).containsExactly(new Notice.KeyRevoked("id"));
  }

  @Test
  void tellsOfNoRevocationWhenAKeyCameToItsEnd() {
    knownThenDoubted(KEY);
    store.answers(NOBODY);
    now = EXPIRY;

    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
    assertThat(missed).isEmpty();
  }

  @Test
  void tellsOfNoRevocationWhenATokenIsGoodNoLonger() {
    store.answers(alice());
    knownThenDoubted(TOKEN);
    store.answers(NOBODY);

    assertThat(cache.identify(TOKEN).join()).isEqualTo(NOBODY);
    assertThat(missed).isEmpty();
  }

  @Test
  void asksOnceHoweverManyComeAndNeverAgainOnceItIsAnswered() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();

    List<CompletableFuture<Identity>> asked =
        List.of(cache.identify(KEY), cache.identify(KEY), cache.identify(KEY));
    slow.complete(renamed());

    assertThat(asked).allSatisfy(each -> assertThat(each.join()).isEqualTo(renamed()));
    ticker.addAndGet(Duration.ofHours(1).toNanos());
    cache.hear();
    assertThat(cache.identify(KEY).join()).isEqualTo(renamed());
    assertThat(store.lookups()).isEqualTo(2);
  }

  @Test
  void servesWhoWasKnownWhenTheStoreFails() {
    knownThenDoubted(KEY);
    store.fails();

    assertThat(cache.identify(KEY).join()).isEqualTo(known());
  }

  @Test
  void servesWhoWasKnownWhenTheStoreIsSlowAndBelievesItsAnswerWhenItComes() {
    cache = waitingFor(Duration.ofMillis(1));
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();

    assertThat(cache.identify(KEY).join()).isEqualTo(known());
    assertThat(cache.identify(KEY)).isCompletedWithValue(known());
    assertThat(store.lookups()).isEqualTo(2);

    slow.complete(NOBODY);
    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
  }

  @Test
  void asksASlowStoreOnceUntilItHasAnswered() {
    cache = waitingFor(Duration.ofMillis(1));
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();
    cache.identify(KEY).join();

    ticker.addAndGet(Duration.ofSeconds(5).toNanos());
    cache.identify(KEY).join();
    assertThat(store.lookups()).isEqualTo(2);

    slow.completeExceptionally(new IllegalStateException("away"));
    cache.identify(KEY).join();
    assertThat(store.lookups()).isEqualTo(3);
  }

  @Test
  void asksAStoreThatFailedAgainAfterAPause() {
    knownThenDoubted(KEY);
    store.fails();
    cache.identify(KEY).join();
    cache.identify(KEY).join();
    ticker.addAndGet(Duration.ofMillis(999).toNanos());
    cache.identify(KEY).join();
    assertThat(store.lookups()).isEqualTo(2);

    ticker.addAndGet(Duration.ofMillis(1).toNanos());
    store.answers(NOBODY);

    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
    assertThat(store.lookups()).isEqualTo(3);
  }

  @Test
  void servesNobodyOnAMemoryThatIsOlderThanWhatWasLastHeardByTooMuch() {
    cache.identify(KEY).join();
    ticker.addAndGet(Duration.ofMinutes(9).toNanos());
    cache.take(new Notice.Resynchronised());
    cache.hear();
    store.fails();
    ticker.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    assertThat(cache.identify(KEY).join()).isEqualTo(known());

    ticker.addAndGet(1);

    assertThat(cache.identify(KEY)).isCompletedExceptionally();
  }

  @Test
  void putsTheEndOfMemoryOffByNothingThatIsMissedAgain() {
    knownThenDoubted(KEY);
    store.fails();
    ticker.addAndGet(Duration.ofMinutes(9).toNanos());
    cache.hear();
    cache.take(new Notice.Resynchronised());
    assertThat(cache.identify(KEY).join()).isEqualTo(known());

    ticker.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(cache.identify(KEY)).isCompletedExceptionally();
  }

  @Test
  void letsNoTokenLiveLongerThanItsMinute() {
    store.answers(alice());
    cache.identify(TOKEN).join();
    ticker.addAndGet(Duration.ofSeconds(59).toNanos());
    cache.take(new Notice.Resynchronised());
    store.fails();
    assertThat(cache.identify(TOKEN).join()).isEqualTo(alice());

    ticker.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(cache.identify(TOKEN)).isCompletedExceptionally();
  }

  @Test
  void refusesADoubtedKeyFromItsExpiryOn() {
    knownThenDoubted(KEY);
    store.fails();
    now = EXPIRY;

    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
  }

  @Test
  void refusesAKeyAtOnceThatIsRevokedWhileItIsAskedAbout() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify(KEY);
    store.answers(NOBODY);

    cache.take(new Notice.KeyRevoked("id"));
    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
    slow.complete(known());

    assertThat(asked.join()).isEqualTo(NOBODY);
    assertThat(cache.identify(KEY).join()).isEqualTo(NOBODY);
  }

  @Test
  void trustsNoAnswerThatWasAskedForBeforeMoreWasMissed() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify(KEY);

    cache.take(new Notice.Resynchronised());
    store.answers(NOBODY);
    slow.complete(known());

    assertThat(asked.join()).isEqualTo(NOBODY);
  }

  @Test
  void forgetsStrangersAndWhatIsBeingLookedUp() {
    store.answers(NOBODY);
    cache.identify(TOKEN).join();
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify(KEY);

    cache.take(new Notice.Resynchronised());
    store.answers(known());
    slow.complete(NOBODY);

    assertThat(asked.join()).isEqualTo(known());
    assertThat(cache.identify(TOKEN).join()).isEqualTo(known());
  }

  @Test
  void asksAboutWhoIsBeingServedOnlyIfTheyAreDoubted() {
    cache.identify(KEY).join();
    cache.reassure(KEY);
    assertThat(store.lookups()).isEqualTo(1);
    cache.take(new Notice.Resynchronised());

    cache.reassure(TOKEN);
    cache.reassure(KEY);
    cache.reassure(KEY);

    assertThat(store.lookups()).isEqualTo(2);
    assertThat(missed).isEmpty();
  }

  private void knownThenDoubted(Credential credential) {
    cache.identify(credential).join();
    cache.take(new Notice.Resynchronised());
  }

  private static Identity known() {
    return key("laptop");
  }

  private static Identity renamed() {
    return key("desktop");
  }

  private static Identity key(String name) {
    return new Identity.Known(
        new Principal(
            "t", "alice", List.of(), false, new Principal.KeyBinding("id", name, "s", EXPIRY)));
  }

  private static Identity alice() {
    return new Identity.Known(new Principal("t", "alice", List.of(), false, null));
  }
}
