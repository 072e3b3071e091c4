package io.maas.identity;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.LocalToken;
import io.maas.identity.oidc.Issuers;
import io.maas.identity.oidc.ReadToken;
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

  private final Identities local;
  private final Issuers issuers;
  private final @Nullable ClusterIdentities cluster;
  private final Executor aside;

  /// Whom a cluster knows.
  public interface ClusterIdentities {

    /// Asks it. Fails if it cannot tell.
    CompletionStage<Identity> ofToken(String tenant, Credential.Token token);
  }

  /// @param local the store of keys and local tokens
  /// @param cluster null where there is none
  /// @param aside runs what takes longer than an event loop has
  public TokenIdentities(
      Identities local, Issuers issuers, @Nullable ClusterIdentities cluster, Executor aside) {
    this.local = local;
    this.issuers = issuers;
    this.cluster = cluster;
    this.aside = aside;
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
            .<CompletionStage<Identity>>map(
                stage -> stage.thenCompose(found -> unlessOfAProgram(tenant, found)))
            .orElseGet(() -> orOfCluster(tenant, token, UNKNOWN));
  }

  private CompletionStage<Identity> orOfCluster(
      String tenant, Credential.Token token, Identity found) {
    return cluster == null || found instanceof Identity.Known
        ? CompletableFuture.completedFuture(found)
        : cluster.ofToken(tenant, token).thenCompose(asked -> unlessOfAProgram(tenant, asked));
  }
}
