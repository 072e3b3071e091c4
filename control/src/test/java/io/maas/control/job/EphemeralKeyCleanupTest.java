package io.maas.control.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.StoredKey;
import io.maas.testkit.access.InMemoryApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EphemeralKeyCleanupTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final InMemoryApiKeys keys = new InMemoryApiKeys();

  @Test
  void deletesEphemeralKeysHalfAnHourAfterTheyExpired() {
    insert("long-gone", true, Duration.ofMinutes(-31));
    insert("just-gone", true, Duration.ofMinutes(-29));
    insert("good", true, Duration.ofMinutes(5));
    insert("regular", false, Duration.ofDays(-400));

    assertThat(EphemeralKeyCleanup.of(keys, () -> NOW).work().get().said()).isEqualTo("1 deleted");

    assertThat(keys.all())
        .extracting(StoredKey::id)
        .containsExactlyInAnyOrder("just-gone", "good", "regular");
  }

  private void insert(String id, boolean ephemeral, Duration expiresIn) {
    keys.insert(
        new StoredKey(
            id,
            "t",
            "u",
            id,
            null,
            "ns/s",
            List.of(),
            Map.of(),
            ephemeral,
            StoredKey.Status.ACTIVE,
            NOW.minus(Duration.ofDays(500)),
            NOW.plus(expiresIn),
            null),
        CredentialHash.of(id));
  }
}
