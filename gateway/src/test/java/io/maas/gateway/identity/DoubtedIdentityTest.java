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
import java.util.concurrent.TimeUnit;
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
        new IdentityCache(store, () -> now, ticker::get, 100, MAX_STALENESS, patience);
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

    CompletableFuture<Identity> asked = cache.identify("t", KEY);
    assertThat(asked).isNotDone();
    slow.complete(NOBODY);

    assertThat(answerOf(asked)).isEqualTo(NOBODY);
    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
  }

  @Test
  void tellsOfARevocationThatWasMissed() {
    knownThenDoubted(KEY);
    store.answers(NOBODY);

    answerOf(KEY);

    assertThat(missed).containsExactly(new Notice.KeyRevoked("id"));
  }

  @Test
  void tellsOfNoRevocationWhenAKeyCameToItsEnd() {
    knownThenDoubted(KEY);
    store.answers(NOBODY);
    now = EXPIRY;

    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
    assertThat(missed).isEmpty();
  }

  @Test
  void tellsOfNoRevocationWhenATokenIsGoodNoLonger() {
    store.answers(alice());
    knownThenDoubted(TOKEN);
    store.answers(NOBODY);

    assertThat(answerOf(TOKEN)).isEqualTo(NOBODY);
    assertThat(missed).isEmpty();
  }

  @Test
  void asksOnceHoweverManyComeAndNeverAgainOnceItIsAnswered() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();

    List<CompletableFuture<Identity>> asked =
        List.of(cache.identify("t", KEY), cache.identify("t", KEY), cache.identify("t", KEY));
    slow.complete(renamed());

    assertThat(asked).allSatisfy(each -> assertThat(answerOf(each)).isEqualTo(renamed()));
    ticker.addAndGet(Duration.ofHours(1).toNanos());
    cache.hear();
    assertThat(answerOf(KEY)).isEqualTo(renamed());
    assertThat(store.lookups()).isEqualTo(2);
  }

  @Test
  void servesWhoWasKnownWhenTheStoreFails() {
    knownThenDoubted(KEY);
    store.fails();

    assertThat(answerOf(KEY)).isEqualTo(known());
  }

  @Test
  void servesWhoWasKnownWhenTheStoreIsSlowAndBelievesItsAnswerWhenItComes() {
    cache = waitingFor(Duration.ofMillis(1));
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();

    assertThat(answerOf(KEY)).isEqualTo(known());
    assertThat(cache.identify("t", KEY)).isCompletedWithValue(known());
    assertThat(store.lookups()).isEqualTo(2);

    slow.complete(NOBODY);
    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
  }

  @Test
  void asksASlowStoreOnceUntilItHasAnswered() {
    cache = waitingFor(Duration.ofMillis(1));
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();
    answerOf(KEY);

    ticker.addAndGet(Duration.ofSeconds(5).toNanos());
    answerOf(KEY);
    assertThat(store.lookups()).isEqualTo(2);

    slow.completeExceptionally(new IllegalStateException("away"));
    answerOf(KEY);
    assertThat(store.lookups()).isEqualTo(3);
  }

  @Test
  void asksAStoreThatFailedAgainAfterAPause() {
    knownThenDoubted(KEY);
    store.fails();
    answerOf(KEY);
    answerOf(KEY);
    ticker.addAndGet(Duration.ofMillis(999).toNanos());
    answerOf(KEY);
    assertThat(store.lookups()).isEqualTo(2);

    ticker.addAndGet(Duration.ofMillis(1).toNanos());
    store.answers(NOBODY);

    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
    assertThat(store.lookups()).isEqualTo(3);
  }

  @Test
  void servesNobodyOnAMemoryThatIsOlderThanWhatWasLastHeardByTooMuch() {
    answerOf(KEY);
    ticker.addAndGet(Duration.ofMinutes(9).toNanos());
    cache.take(new Notice.Resynchronised());
    cache.hear();
    store.fails();
    ticker.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    assertThat(answerOf(KEY)).isEqualTo(known());

    ticker.addAndGet(1);

    assertThat(cache.identify("t", KEY)).isCompletedExceptionally();
  }

  @Test
  void putsTheEndOfMemoryOffByNothingThatIsMissedAgain() {
    knownThenDoubted(KEY);
    store.fails();
    ticker.addAndGet(Duration.ofMinutes(9).toNanos());
    cache.hear();
    cache.take(new Notice.Resynchronised());
    assertThat(answerOf(KEY)).isEqualTo(known());

    ticker.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(cache.identify("t", KEY)).isCompletedExceptionally();
  }

  @Test
  void letsNoTokenLiveLongerThanItsMinute() {
    store.answers(alice());
    answerOf(TOKEN);
    ticker.addAndGet(Duration.ofSeconds(59).toNanos());
    cache.take(new Notice.Resynchronised());
    store.fails();
    assertThat(answerOf(TOKEN)).isEqualTo(alice());

    ticker.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(cache.identify("t", TOKEN)).isCompletedExceptionally();
  }

  @Test
  void refusesADoubtedKeyFromItsExpiryOn() {
    knownThenDoubted(KEY);
    store.fails();
    now = EXPIRY;

    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
  }

  @Test
  void refusesAKeyAtOnceThatIsRevokedWhileItIsAskedAbout() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify("t", KEY);
    store.answers(NOBODY);

    cache.take(new Notice.KeyRevoked("id"));
    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
    slow.complete(known());

    assertThat(answerOf(asked)).isEqualTo(NOBODY);
    assertThat(answerOf(KEY)).isEqualTo(NOBODY);
  }

  @Test
  void trustsNoAnswerThatWasAskedForBeforeMoreWasMissed() {
    knownThenDoubted(KEY);
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify("t", KEY);

    cache.take(new Notice.Resynchronised());
    store.answers(NOBODY);
    slow.complete(known());

    assertThat(answerOf(asked)).isEqualTo(NOBODY);
  }

  @Test
  void forgetsStrangersAndWhatIsBeingLookedUp() {
    store.answers(NOBODY);
    answerOf(TOKEN);
    CompletableFuture<Identity> slow = store.answersLater();
    CompletableFuture<Identity> asked = cache.identify("t", KEY);

    cache.take(new Notice.Resynchronised());
    store.answers(known());
    slow.complete(NOBODY);

    assertThat(answerOf(asked)).isEqualTo(known());
    assertThat(answerOf(TOKEN)).isEqualTo(known());
  }

  @Test
  void asksAboutWhoIsBeingServedOnlyIfTheyAreDoubted() {
    answerOf(KEY);
    cache.reassure("t", KEY);
    assertThat(store.lookups()).isEqualTo(1);
    cache.take(new Notice.Resynchronised());

    cache.reassure("t", TOKEN);
    cache.reassure("t", KEY);
    cache.reassure("t", KEY);

    assertThat(store.lookups()).isEqualTo(2);
    assertThat(missed).isEmpty();
  }

  private Identity answerOf(Credential credential) {
    return answerOf(cache.identify("t", credential));
  }

  private static Identity answerOf(CompletableFuture<Identity> asked) {
    return asked.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void knownThenDoubted(Credential credential) {
    answerOf(credential);
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
