package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static io.maas.testkit.access.KeysAtHand.TOMORROW;
import static io.maas.testkit.access.KeysAtHand.boundTo;
import static io.maas.testkit.access.KeysAtHand.ephemeral;
import static io.maas.testkit.access.KeysAtHand.expiring;
import static io.maas.testkit.access.KeysAtHand.key;
import static io.maas.testkit.access.KeysAtHand.labelled;
import static io.maas.testkit.access.KeysAtHand.limited;
import static io.maas.testkit.access.KeysAtHand.ofTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.StoredKey.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every store of keys must do; [ApiKeySearchContract] has its lists.
public abstract class ApiKeysContract {

  /// An empty store; the same throughout one test.
  protected abstract ApiKeys keys();

  private StoredKey inserted(StoredKey key) {
    keys().insert(key, CredentialHash.of(key.id()));
    return key;
  }

  private Optional<Status> statusOf(StoredKey key) {
    return keys().find(key.tenant(), key.id()).map(StoredKey::status);
  }

  @Test
  void keepsEveryFieldOfAKey() {
    StoredKey key = labelled(key("ada", "laptop"), "for the train", Map.of("env", "dev"));

    keys().insert(key, CredentialHash.of("secret"));

    assertThat(keys().find(TENANT, key.id())).contains(key);
  }

  @Test
  void keepsTheLimitsOfAKeyWhateverBecomesOfIt() {
    StoredKey key = inserted(limited(key("ada", "laptop")));

    keys().touch(Map.of(key.id(), NOW));

    assertThat(keys().find(TENANT, key.id()).map(StoredKey::limits)).contains(key.limits());
    assertThat(keys().revoke(TENANT, key.id(), NOW).map(StoredKey::limits)).contains(key.limits());
  }

  @Test
  void findsNoKeyOfAnotherTenant() {
    StoredKey key = inserted(key("ada", "laptop"));

    assertThat(keys().find("other", key.id())).isEmpty();
  }

  @Test
  void refusesTheSameHashTwiceInATenantOnly() {
    CredentialHash hash = CredentialHash.of("secret");
    keys().insert(key("ada", "laptop"), hash);

    keys().insert(ofTenant(key("ada", "laptop"), "other"), hash);

    assertThatThrownBy(() -> keys().insert(key("bob", "laptop"), hash))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void revokesAnActiveKeyOnce() {
    StoredKey key = inserted(key("ada", "laptop"));

    Optional<StoredKey> revoked = keys().revoke(TENANT, key.id(), NOW);

    assertThat(revoked.map(StoredKey::status)).contains(Status.REVOKED);
    assertThat(statusOf(key)).contains(Status.REVOKED);
    assertThat(keys().revoke(TENANT, key.id(), NOW)).isEmpty();
  }

  @Test
  void revokesNeitherExpiredNorForeignNorUnknownKeys() {
    StoredKey key = inserted(key("ada", "laptop"));

    assertThat(keys().revoke(TENANT, key.id(), TOMORROW)).isEmpty();
    assertThat(keys().revoke("other", key.id(), NOW)).isEmpty();
    assertThat(keys().revoke(TENANT, UUID.randomUUID().toString(), NOW)).isEmpty();
    assertThat(statusOf(key)).contains(Status.ACTIVE);
  }

  @Test
  void revokesAllOfAUserOrASubscriptionOrBoth() {
    StoredKey mine = inserted(key("ada", "one"));
    StoredKey paid = inserted(boundTo(key("ada", "two"), "llm/premium"));
    StoredKey foreign = inserted(boundTo(key("bob", "three"), "llm/premium"));
    StoredKey elsewhere = inserted(ofTenant(key("ada", "four"), "other"));
    inserted(expiring(key("ada", "old"), NOW));

    assertThat(keys().revokeAll(TENANT, "ada", "llm/premium", false, NOW)).isEqualTo(1);
    assertThat(statusOf(paid)).contains(Status.REVOKED);
    assertThat(statusOf(mine)).contains(Status.ACTIVE);
    assertThat(keys().revokeAll(TENANT, "ada", null, false, NOW)).isEqualTo(1);
    assertThat(statusOf(mine)).contains(Status.REVOKED);
    assertThat(keys().revokeAll(TENANT, null, "llm/premium", false, NOW)).isEqualTo(1);
    assertThat(statusOf(foreign)).contains(Status.REVOKED);
    assertThat(statusOf(elsewhere)).contains(Status.ACTIVE);
  }

  @Test
  void countsOnlyInADryRun() {
    StoredKey key = inserted(key("ada", "one"));

    assertThat(keys().revokeAll(TENANT, "ada", null, true, NOW)).isEqualTo(1);

    assertThat(statusOf(key)).contains(Status.ACTIVE);
  }

  @Test
  void deletesEphemeralKeysOnlyAndOnlyOldOnes() {
    Instant hourAgo = NOW.minusSeconds(3600);
    StoredKey old = inserted(ephemeral(key("ada", "old"), hourAgo));
    StoredKey young = inserted(ephemeral(key("ada", "young"), NOW));
    StoredKey kept = inserted(expiring(key("ada", "kept"), hourAgo));

    assertThat(keys().deleteEphemeralExpiredBefore(NOW.minusSeconds(1800))).isEqualTo(1);

    assertThat(statusOf(old)).isEmpty();
    assertThat(statusOf(young)).isPresent();
    assertThat(statusOf(kept)).isPresent();
  }

  @Test
  void notesTheLatestUseAndIgnoresUnknownKeys() {
    StoredKey one = inserted(key("ada", "one"));
    StoredKey two = inserted(key("ada", "two"));
    Instant later = NOW.plusSeconds(60);
    keys().touch(Map.of(one.id(), later, two.id(), NOW, UUID.randomUUID().toString(), NOW));

    keys().touch(Map.of(one.id(), NOW, two.id(), later));
    keys().touch(Map.of());

    assertThat(keys().find(TENANT, one.id()).map(StoredKey::lastUsedAt)).contains(later);
    assertThat(keys().find(TENANT, two.id()).map(StoredKey::lastUsedAt)).contains(later);
  }
}
