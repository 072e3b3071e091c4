package io.maas.identity;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.GroupsHearing;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.LocalToken;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.Principal;
import io.maas.identity.oidc.Issuers;
import io.maas.identity.oidc.ReadToken;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Sends every credential to whoever can say whose it is: keys and our own tokens to the store, a
/// signed token to the issuer that it names if the tenant believes that one, and whatever is left
/// to the cluster if there is one. Nobody's word makes a caller one of our programs: these show
/// keys.
public final class TokenIdentities implements Identities {

  private static final Identity UNKNOWN = new Identity.Unknown();

  /// What vouches for whom a cluster knows.
  private static final String CLUSTER = "kubernetes";

  private final Identities local;
  private final Issuers issuers;
  private final @Nullable ClusterIdentities cluster;
  private final Executor aside;
  private final InstantSource clock;
  private final GroupsHearing hearing;

  /// Whom a cluster knows.
  public interface ClusterIdentities {

    /// Asks it. Fails if it cannot tell.
    CompletionStage<Identity> ofToken(String tenant, Credential.Token token);
  }

  /// @param local the store of keys and local tokens
  /// @param cluster null where there is none
  /// @param aside runs what takes longer than an event loop has
  /// @param hearing is told there of groups, before anybody else is of whose they are
  public TokenIdentities(
      Identities local,
      Issuers issuers,
      @Nullable ClusterIdentities cluster,
      Executor aside,
      InstantSource clock,
      GroupsHearing hearing) {
    this.local = local;
    this.issuers = issuers;
    this.cluster = cluster;
    this.aside = aside;
    this.clock = clock;
    this.hearing = hearing;
  }

  @Override
  public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
    return local.ofKey(tenant, hash);
  }

  @Override
  public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
    if (token.text().startsWith(LocalToken.PREFIX)) {
      return local.ofToken(tenant, token);
    }
    return ReadToken.isMeantBy(token.text())
        ? CompletableFuture.supplyAsync(() -> signed(tenant, token), aside)
            .thenCompose(found -> found)
        : local.ofToken(tenant, token).thenCompose(found -> orOfCluster(tenant, token, found));
  }

  private CompletionStage<Identity> unlessOfAProgram(String tenant, Identity found) {
    return found instanceof Identity.Known known
        ? local
            .isProgram(tenant, known.principal().user())
            .thenApply(isProgram -> isProgram ? UNKNOWN : found)
        : CompletableFuture.completedFuture(found);
  }

  private CompletionStage<Identity> signed(String tenant, Credential.Token token) {
    Optional<ReadToken> read = ReadToken.parse(token.text());
    return read.isEmpty()
        ? CompletableFuture.completedFuture(UNKNOWN)
        : issuers
            .identify(tenant, read.get())
            .<CompletionStage<Identity>>map(stage ->
                stage
                    .thenCompose(found -> unlessOfAProgram(tenant, found))
                    .thenApplyAsync(found -> heard(tenant, read.get(), found), aside))
            .orElseGet(() -> orOfCluster(tenant, token, UNKNOWN));
  }

  private Identity heard(String tenant, ReadToken token, Identity found) {
    if (found instanceof Identity.Known(Principal principal, _)) {
      issuers.said(tenant, token, principal).ifPresent(hearing::hear);
    }
    return found;
  }

  private CompletionStage<Identity> orOfCluster(
      String tenant, Credential.Token token, Identity found) {
    return cluster == null || found instanceof Identity.Known
        ? CompletableFuture.completedFuture(found)
        : cluster
            .ofToken(tenant, token)
            .thenCompose(asked -> unlessOfAProgram(tenant, asked))
            .thenApplyAsync(this::heardOfCluster, aside);
  }

  /// A cluster says what is true now. Two of its words of one minute are taken for said at once.
  private Identity heardOfCluster(Identity found) {
    if (found instanceof Identity.Known(Principal principal, _)) {
      hearing.hear(
          new Said(
              principal.tenant(),
              principal.user(),
              CLUSTER,
              principal.groups(),
              clock.instant().truncatedTo(ChronoUnit.MINUTES)));
    }
    return found;
  }
}
