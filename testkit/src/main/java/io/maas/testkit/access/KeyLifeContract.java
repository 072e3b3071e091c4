package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static io.maas.testkit.access.KeysAtHand.TOMORROW;
import static io.maas.testkit.access.KeysAtHand.ephemeral;
import static io.maas.testkit.access.KeysAtHand.expiring;
import static io.maas.testkit.access.KeysAtHand.key;
import static io.maas.testkit.access.KeysAtHand.limited;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.IpRange;
import io.maas.domain.access.KeyScope;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.StoredKey.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What becomes of a key after its mint, in every store.
public abstract class KeyLifeContract {

  private static final CredentialHash FIRST = CredentialHash.of("first");
  private static final CredentialHash SECOND = CredentialHash.of("second");
  private static final CredentialHash THIRD = CredentialHash.of("third");
  private static final Instant SOON = NOW.plus(Duration.ofHours(1));

  /// An empty store; the same throughout one test.
  protected abstract ApiKeys keys();

  /// Who shows what, by the same store.
  protected abstract Identities identitiesAt(Instant now);

  private StoredKey inserted(StoredKey key) {
    keys().insert(key, FIRST);
    return key;
  }

  private boolean works(CredentialHash hash, Instant now) {
    return identitiesAt(now).ofKey(TENANT, hash).toCompletableFuture().join()
        instanceof Identity.Known;
  }

  private Principal.KeyBinding bindingOf(CredentialHash hash, Instant now) {
    Identity identity = identitiesAt(now).ofKey(TENANT, hash).toCompletableFuture().join();
    return Optional.ofNullable(((Identity.Known) identity).principal().key()).orElseThrow();
  }

  private Optional<StoredKey> found(StoredKey key) {
    return keys().find(TENANT, key.id());
  }

  @Test
  void hasTwoSecretsUntilTheGraceEnds() {
    StoredKey key = inserted(limited(key("ada", "laptop")));

    Optional<StoredKey> rotated = keys().rotate(TENANT, key.id(), SECOND, SOON, NOW);

    assertThat(rotated).contains(key.rotated(SOON));
    assertThat(found(key)).isEqualTo(rotated);
    assertThat(works(FIRST, SOON.minusMillis(1))).isTrue();
    assertThat(works(FIRST, SOON)).isFalse();
    assertThat(works(SECOND, SOON)).isTrue();
    assertThat(bindingOf(FIRST, NOW).expiresAt()).isEqualTo(SOON);
    assertThat(bindingOf(SECOND, NOW).expiresAt()).isEqualTo(TOMORROW);
    assertThat(bindingOf(FIRST, NOW).keyId()).isEqualTo(bindingOf(SECOND, NOW).keyId());
  }

  @Test
  void endsTheOlderSecretWhenItIsRotatedAgain() {
    StoredKey key = inserted(key("ada", "laptop"));
    keys().rotate(TENANT, key.id(), SECOND, SOON, NOW);

    keys().rotate(TENANT, key.id(), THIRD, SOON, NOW);

    assertThat(works(FIRST, NOW)).isFalse();
    assertThat(works(SECOND, NOW)).isTrue();
    assertThat(works(THIRD, NOW)).isTrue();
  }

  @Test
  void endsAllOlderSecretsAtOnceWithoutGrace() {
    StoredKey key = inserted(key("ada", "laptop"));
    keys().rotate(TENANT, key.id(), SECOND, SOON, NOW);

    Optional<StoredKey> rotated = keys().rotate(TENANT, key.id(), THIRD, NOW, NOW);

    assertThat(rotated).contains(key);
    assertThat(works(FIRST, NOW)).isFalse();
    assertThat(works(SECOND, NOW)).isFalse();
    assertThat(works(THIRD, NOW)).isTrue();
  }

  @Test
  void keepsNoOldSecretBeyondTheKeysOwnEnd() {
    StoredKey key = inserted(key("ada", "laptop"));

    keys().rotate(TENANT, key.id(), SECOND, TOMORROW.plusSeconds(60), NOW);

    assertThat(bindingOf(FIRST, NOW).expiresAt()).isEqualTo(TOMORROW);
    assertThat(works(FIRST, TOMORROW)).isFalse();
  }

  @Test
  void revokesBothSecrets() {
    StoredKey key = inserted(key("ada", "laptop"));
    keys().rotate(TENANT, key.id(), SECOND, SOON, NOW);

    keys().revoke(TENANT, key.id(), NOW);

    assertThat(works(FIRST, NOW)).isFalse();
    assertThat(works(SECOND, NOW)).isFalse();
  }

  @Test
  void isRefusedWhileItIsPaused() {
    StoredKey key = inserted(key("ada", "laptop"));

    assertThat(keys().pause(TENANT, key.id(), NOW)).contains(key.with(Status.PAUSED));

    assertThat(works(FIRST, NOW)).isFalse();
    assertThat(found(key)).contains(key.with(Status.PAUSED));
    assertThat(keys().pause(TENANT, key.id(), NOW)).contains(key.with(Status.PAUSED));
    assertThat(keys().resume(TENANT, key.id(), NOW)).contains(key);
    assertThat(keys().resume(TENANT, key.id(), NOW)).contains(key);
    assertThat(works(FIRST, NOW)).isTrue();
  }

  @Test
  void isRotatedWhileItIsPausedToo() {
    StoredKey key = inserted(key("ada", "laptop"));
    keys().pause(TENANT, key.id(), NOW);

    keys().rotate(TENANT, key.id(), SECOND, NOW, NOW);

    assertThat(works(SECOND, NOW)).isFalse();
    keys().resume(TENANT, key.id(), NOW);
    assertThat(works(SECOND, NOW)).isTrue();
    assertThat(works(FIRST, NOW)).isFalse();
  }

  @Test
  void isRevokedWhileItIsPaused() {
    StoredKey key = inserted(key("ada", "laptop"));
    keys().pause(TENANT, key.id(), NOW);

    assertThat(keys().revoke(TENANT, key.id(), NOW)).contains(key.with(Status.REVOKED));

    assertThat(keys().resume(TENANT, key.id(), NOW)).isEmpty();
  }

  @Test
  void isRevokedWithTheOthersWhileItIsPaused() {
    StoredKey key = inserted(key("ada", "laptop"));
    keys().pause(TENANT, key.id(), NOW);

    assertThat(keys().revokeAll(TENANT, "ada", null, true, NOW)).isEqualTo(1);
    assertThat(keys().revokeAll(TENANT, "ada", null, false, NOW)).isEqualTo(1);

    assertThat(found(key)).contains(key.with(Status.REVOKED));
  }

  @Test
  void isFoundByItsPause() {
    StoredKey paused = inserted(key("ada", "laptop"));
    keys().pause(TENANT, paused.id(), NOW);
    keys().insert(key("ada", "other"), SECOND);

    assertThat(named(Status.PAUSED, NOW)).containsExactly("laptop");
    assertThat(named(Status.ACTIVE, NOW)).containsExactly("other");
    assertThat(named(Status.REVOKED, NOW)).isEmpty();
    assertThat(named(Status.EXPIRED, TOMORROW)).containsExactlyInAnyOrder("laptop", "other");
    assertThat(named(Status.PAUSED, TOMORROW)).isEmpty();
  }

  private List<String> named(Status status, Instant now) {
    return keys()
        .search(
            TENANT,
            new ApiKeys.Search(
                null, List.of(status), true, null, Map.of(), ApiKeys.Sort.NAME, false, 10, 0),
            now)
        .keys()
        .stream()
        .map(StoredKey::name)
        .toList();
  }

  @Test
  void becomesNothingAfterItsEnd() {
    StoredKey key = inserted(key("ada", "laptop"));

    assertThat(keys().rotate(TENANT, key.id(), SECOND, TOMORROW, TOMORROW)).isEmpty();
    assertThat(keys().pause(TENANT, key.id(), TOMORROW)).isEmpty();
    assertThat(keys().resume(TENANT, key.id(), TOMORROW)).isEmpty();
    assertThat(keys().change(TENANT, key.id(), k -> k.until(Instant.MAX), TOMORROW)).isEmpty();
    assertThat(keys().pause("other", key.id(), NOW)).isEmpty();
    assertThat(keys().pause(TENANT, UUID.randomUUID().toString(), NOW)).isEmpty();
    assertThat(found(key)).contains(key);
  }

  @Test
  void changesWhatMayChange() {
    StoredKey key = inserted(key("ada", "laptop"));
    KeyScope scope =
        new KeyScope(
            List.of("llm/granite"),
            List.of(
                IpRange.parse("10.0.0.0/8").orElseThrow(),
                IpRange.parse("2001:db8::/32").orElseThrow()));
    StoredKey wanted =
        limited(key).called("desk", "at home", Map.of("env", "dev")).until(SOON).within(scope);

    Optional<StoredKey> changed =
        keys()
            .change(
                TENANT,
                key.id(),
                before -> {
                  assertThat(before).isEqualTo(key);
                  return wanted;
                },
                NOW);

    assertThat(changed).contains(wanted);
    assertThat(found(key)).contains(wanted);
    assertThat(bindingOf(FIRST, NOW))
        .isEqualTo(
            new Principal.KeyBinding(
                key.id(), "desk", "llm/free", SOON, wanted.limits(), scope, null));
  }

  @Test
  void changesWhatMayChangeOnly() {
    StoredKey key = inserted(key("ada", "laptop"));

    keys().change(TENANT, key.id(), k -> ephemeral(k, SOON).with(Status.REVOKED), NOW);

    assertThat(found(key)).contains(key.until(SOON));
  }

  @Test
  void losesNoneOfTheChangesThatComeAtOnce() throws Exception {
    StoredKey key = inserted(key("ada", ""));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<StoredKey>>> all =
          IntStream.range(0, 8)
              .mapToObj(_ ->
                  threads.submit(() ->
                      keys()
                          .change(
                              TENANT,
                              key.id(),
                              k -> k.called(k.name() + "x", null, Map.of()),
                              NOW)))
              .toList();
      for (Future<Optional<StoredKey>> one : all) {
        one.get();
      }
    }

    assertThat(found(key).map(StoredKey::name)).contains("xxxxxxxx");
  }

  @Test
  void keepsWhoseAndForWhatItWasMade() {
    StoredKey key =
        inserted(
            key("team:red", "ci")
                .ofTeam("red")
                .within(new KeyScope(List.of("llm/granite"), List.of())));

    assertThat(found(key)).contains(key);
    assertThat(bindingOf(FIRST, NOW).team()).isEqualTo("red");
    assertThat(bindingOf(FIRST, NOW).scope()).isEqualTo(key.scope());
  }

  @Test
  void keepsNoMoreOfAnOwnersThanAreAllowed() {
    StoredKey one = inserted(key("ada", "one"));
    keys().insert(expiring(key("ada", "old"), NOW), SECOND);

    assertThat(keys().insert(key("ada", "two"), THIRD, 1)).isFalse();
    assertThat(keys().insert(key("bob", "two"), THIRD, 1)).isTrue();
    keys().pause(TENANT, one.id(), NOW);
    assertThat(keys().insert(key("ada", "two"), CredentialHash.of("4"), 1)).isFalse();
    keys().revoke(TENANT, one.id(), NOW);
    assertThat(keys().insert(key("ada", "two"), CredentialHash.of("4"), 1)).isTrue();
  }

  @Test
  void keepsNoMoreEvenIfAllAreAskedForAtOnce() throws Exception {
    int kept = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  threads.submit(
                      () -> keys().insert(key("ada", "k" + i), CredentialHash.of("c" + i), 3)))
              .toList();
      for (Future<Boolean> one : all) {
        kept += one.get() ? 1 : 0;
      }
    }

    assertThat(kept).isEqualTo(3);
  }
}
