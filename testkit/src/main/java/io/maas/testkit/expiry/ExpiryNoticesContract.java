package io.maas.testkit.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import io.maas.domain.expiry.ExpiryNotice;
import io.maas.domain.expiry.ExpiryNotices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of expiry notices promises.
public abstract class ExpiryNoticesContract {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);
  private static final List<Duration> WITHIN = List.of(WEEK, DAY);

  /// Empty, beside [#keys].
  protected abstract ExpiryNotices notices();

  /// Empty keys, which the notices are of.
  protected abstract ApiKeys keys();

  private static StoredKey key(String name, Duration lives, Duration left) {
    return new StoredKey(
        "id-" + name,
        "t",
        "alice",
        name,
        null,
        "ns/gold",
        List.of(),
        Map.of(),
        false,
        StoredKey.Status.ACTIVE,
        NOON.plus(left).minus(lives),
        NOON.plus(left),
        null);
  }

  private static void insert(ApiKeys keys, String name, Duration lives, Duration left) {
    keys.insert(key(name, lives, left), CredentialHash.of(name));
  }

  private static List<String> names(List<ExpiryNotice> notices) {
    return notices.stream()
        .map(notice -> notice.keyName() + " " + notice.within().toDays())
        .toList();
  }

  @Test
  void saysOnceOfEachKeyThatItEndsSoon() {
    ApiKeys keys = keys();
    ExpiryNotices notices = notices();
    insert(keys, "in-a-week", Duration.ofDays(30), WEEK);
    insert(keys, "in-hours", Duration.ofDays(30), Duration.ofHours(5));
    insert(keys, "later", Duration.ofDays(30), WEEK.plusSeconds(1));

    assertThat(notices.raise(WITHIN, NOON)).isEqualTo(3);
    assertThat(notices.raise(WITHIN, NOON)).isZero();

    assertThat(names(notices.standing("t", null, NOON, 10, 0)))
        .containsExactly("in-hours 1", "in-a-week 7");
  }

  @Test
  void saysNothingOfKeysThatWereNeverMeantToLast() {
    ApiKeys keys = keys();
    ExpiryNotices notices = notices();
    insert(keys, "for-two-days", Duration.ofDays(2), Duration.ofHours(30));
    insert(keys, "for-an-hour", Duration.ofHours(1), Duration.ofMinutes(30));
    StoredKey brief = key("brief", Duration.ofDays(30), Duration.ofHours(5));
    keys.insert(
        new StoredKey(
            brief.id(),
            brief.tenant(),
            brief.user(),
            brief.name(),
            null,
            brief.subscription(),
            List.of(),
            Map.of(),
            true,
            brief.status(),
            brief.createdAt(),
            brief.expiresAt(),
            null),
        CredentialHash.of("brief"));

    assertThat(notices.raise(WITHIN, NOON)).isZero();
  }

  @Test
  void forgetsWhatNoLongerHolds() {
    ApiKeys keys = keys();
    ExpiryNotices notices = notices();
    insert(keys, "revoked", Duration.ofDays(30), DAY.multipliedBy(2));
    insert(keys, "good", Duration.ofDays(30), DAY.multipliedBy(3));
    notices.raise(WITHIN, NOON);

    keys.revoke("t", "id-revoked", NOON);

    assertThat(names(notices.standing("t", "alice", NOON, 10, 0))).containsExactly("good 7");
    assertThat(names(notices.untold(NOON, 10))).containsExactly("good 7");
    assertThat(notices.standing("t", "alice", NOON.plus(DAY.multipliedBy(3)), 10, 0)).isEmpty();
  }

  @Test
  void tellsEachOnlyTheirOwn() {
    ApiKeys keys = keys();
    ExpiryNotices notices = notices();
    insert(keys, "good", Duration.ofDays(30), DAY);
    notices.raise(WITHIN, NOON);

    assertThat(notices.standing("t", "bob", NOON, 10, 0)).isEmpty();
    assertThat(notices.standing("other", null, NOON, 10, 0)).isEmpty();
    assertThat(notices.standing("t", "alice", NOON, 10, 0)).hasSize(1);
    assertThat(notices.standing("t", "alice", NOON, 10, 1)).isEmpty();
  }

  @Test
  void passesEachOnUntilItWasTold() {
    ApiKeys keys = keys();
    ExpiryNotices notices = notices();
    insert(keys, "good", Duration.ofDays(30), DAY.multipliedBy(2));
    notices.raise(WITHIN, NOON);

    List<ExpiryNotice> untold = notices.untold(NOON, 10);
    assertThat(notices.untold(NOON, 10)).isEqualTo(untold);
    notices.told(untold.getFirst(), NOON);

    assertThat(notices.untold(NOON, 10)).isEmpty();
    notices.raise(WITHIN, NOON.plus(DAY));
    assertThat(names(notices.untold(NOON.plus(DAY), 10))).containsExactly("good 1");
  }
}
