package io.maas.identity.oidc;

import static io.maas.identity.oidc.FakeIssuer.NAME;
import static io.maas.identity.oidc.FakeIssuer.NOW;
import static io.maas.identity.oidc.FakeIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.identity.TokenIdentities;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// Whoever vouches for somebody: one who has the name of a program of ours is believed nowhere.
class ProgramsNamesTest {

  private final FakeIssuer issuer = new FakeIssuer();
  private final Issuers issuers =
      new Issuers(
          _ -> List.of(IssuerSettings.of(NAME, "maas", Duration.ofMinutes(5))),
          _ -> issuer,
          () -> NOW,
          () -> 0,
          Runnable::run);
  private final Store store = new Store();
  private final TokenIdentities identities =
      new TokenIdentities(
          store, issuers, (tenant, _) -> known(tenant, "system-of-the-cluster"), Runnable::run);

  /// Knows one program and nobody else.
  private static final class Store implements Identities {
    private String program = "nobody";
    private boolean away;

    @Override
    public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
      return CompletableFuture.completedFuture(new Identity.Unknown());
    }

    @Override
    public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
      return CompletableFuture.completedFuture(new Identity.Unknown());
    }

    @Override
    public CompletionStage<Boolean> isProgram(String tenant, String user) {
      return away
          ? CompletableFuture.failedFuture(new IllegalStateException("away"))
          : CompletableFuture.completedFuture(tenant.equals("t") && user.equals(program));
    }
  }

  private static CompletionStage<Identity> known(String tenant, String user) {
    return CompletableFuture.completedFuture(
        new Identity.Known(new Principal(tenant, user, List.of(), Set.of(), null)));
  }

  private CompletableFuture<Identity> identify(String token) {
    return identities.ofToken("t", new Credential.Token(token)).toCompletableFuture();
  }

  @Test
  void believesAnIssuerWhoNamesAPerson() {
    assertThat(identify(issuer.sign(claims())).join()).isInstanceOf(Identity.Known.class);
  }

  @Test
  void believesNoIssuerWhoNamesAProgram() {
    store.program = "alice";

    assertThat(identify(issuer.sign(claims())).join()).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void believesNoClusterThatNamesAProgram() {
    assertThat(identify("of-the-cluster").join()).isInstanceOf(Identity.Known.class);

    store.program = "system-of-the-cluster";

    assertThat(identify("of-the-cluster").join()).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void believesNobodyWhileTheStoreCannotTell() {
    store.away = true;

    assertThat(identify(issuer.sign(claims()))).isCompletedExceptionally();
  }
}
