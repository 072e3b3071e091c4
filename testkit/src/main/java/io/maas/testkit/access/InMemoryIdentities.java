package io.maas.testkit.access;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Users.User;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// Finds out who shows a credential among keys and users in memory. Can be made to fail, as a store
/// that is away does.
public final class InMemoryIdentities implements Identities {

  private final InMemoryApiKeys keys;
  private final InMemoryUsers users;
  private final InstantSource clock;
  private volatile boolean away;

  public InMemoryIdentities(InMemoryApiKeys keys, InMemoryUsers users, InstantSource clock) {
    this.keys = keys;
    this.users = users;
    this.clock = clock;
  }

  /// From now on every look-up fails, or works again.
  public void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
    return answer(
        keys.shownBy(tenant, hash)
            .filter(key -> key.effectiveStatus(clock.instant()) == StoredKey.Status.ACTIVE)
            .filter(key -> !key.subscription().isEmpty())
            .map(StoredKey::principal));
  }

  @Override
  public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
    return answer(
        users
            .ofToken(tenant, CredentialHash.of(token.text()), clock.instant())
            .map(InMemoryIdentities::principal));
  }

  @Override
  public CompletionStage<Boolean> isProgram(String tenant, String user) {
    return away
        ? CompletableFuture.failedFuture(new IllegalStateException("the store is away"))
        : CompletableFuture.completedFuture(
            users.find(tenant, user).filter(User::isService).isPresent());
  }

  private CompletionStage<Identity> answer(Optional<Principal> principal) {
    return away
        ? CompletableFuture.failedFuture(new IllegalStateException("the store is away"))
        : CompletableFuture.completedFuture(
            principal.<Identity>map(Identity.Known::new).orElseGet(Identity.Unknown::new));
  }

  private static Principal principal(User user) {
    return new Principal(
        user.tenant(), user.name(), withImplied(user.groups()), user.roles(), null);
  }

  private static List<String> withImplied(List<String> groups) {
    return Stream.concat(groups.stream(), Stream.of(Principal.AUTHENTICATED)).distinct().toList();
  }
}
