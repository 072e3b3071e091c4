package io.maas.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.StoredKey.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {

  private static final Instant EXPIRY = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void subjectsIncludeTheirUsersAndTheMembersOfTheirGroups() {
    Subjects subjects = new Subjects(Set.of("g1", "g2"), Set.of("bob"));

    assertThat(subjects.include(principal("bob"))).isTrue();
    assertThat(subjects.include(principal("eve", "x", "g2"))).isTrue();
    assertThat(subjects.include(principal("eve", "x"))).isFalse();
    assertThat(subjects.include(principal("g1", "bob"))).isFalse();
    assertThat(new Subjects(Set.of(), Set.of()).include(principal("bob", "g1"))).isFalse();
  }

  @Test
  void anActiveKeyIsExpiredFromItsExpiryOn() {
    assertThat(key(Status.ACTIVE).effectiveStatus(EXPIRY.minusNanos(1))).isEqualTo(Status.ACTIVE);
    assertThat(key(Status.ACTIVE).effectiveStatus(EXPIRY)).isEqualTo(Status.EXPIRED);
  }

  @Test
  void aRevokedKeyStaysRevoked() {
    assertThat(key(Status.REVOKED).effectiveStatus(EXPIRY.plusSeconds(1)))
        .isEqualTo(Status.REVOKED);
  }

  @Test
  void aPausedKeyIsExpiredFromItsExpiryOn() {
    assertThat(key(Status.PAUSED).effectiveStatus(EXPIRY.minusNanos(1))).isEqualTo(Status.PAUSED);
    assertThat(key(Status.PAUSED).effectiveStatus(EXPIRY)).isEqualTo(Status.EXPIRED);
    assertThat(key(Status.PAUSED).isLive(EXPIRY.minusNanos(1))).isTrue();
    assertThat(key(Status.PAUSED).isLive(EXPIRY)).isFalse();
    assertThat(key(Status.REVOKED).isLive(Instant.EPOCH)).isFalse();
  }

  private static Principal principal(String user, String... groups) {
    return new Principal("t", user, List.of(groups), false, null);
  }

  private static StoredKey key(Status status) {
    return new StoredKey(
        "id",
        "t",
        "bob",
        "laptop",
        null,
        "s",
        List.of(),
        Map.of(),
        false,
        status,
        Instant.EPOCH,
        EXPIRY,
        null);
  }
}
