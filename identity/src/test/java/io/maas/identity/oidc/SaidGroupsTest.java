package io.maas.identity.oidc;

import static io.maas.identity.oidc.FakeIssuer.NAME;
import static io.maas.identity.oidc.FakeIssuer.NOW;
import static io.maas.identity.oidc.FakeIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Credential;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.Principal;
import io.maas.identity.TokenIdentities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// What is heard of people's groups when a token is shown.
class SaidGroupsTest {

  private static final Identity STRANGER = new Identity.Unknown();

  private final FakeIssuer issuer = new FakeIssuer();
  private final List<Said> heard = new ArrayList<>();
  private final Issuers issuers =
      new Issuers(_ -> List.of(settings()), _ -> issuer, () -> NOW, () -> 0, Runnable::run);
  private final TokenIdentities identities =
      new TokenIdentities(
          new Nobody(),
          issuers,
          (tenant, _) ->
              CompletableFuture.completedFuture(
                  new Identity.Known(new Principal(tenant, "kate", List.of("k"), Set.of(), null))),
          Runnable::run,
          () -> NOW.plusSeconds(42),
          heard::add);

  @Test
  void hearsWhatATokenSaysAndWhenItWasTrue() {
    show(issuer.sign(claims("iat", NOW.minusSeconds(9).getEpochSecond())));

    assertThat(heard)
        .containsExactly(
            new Said("t", "alice", NAME, List.of("/team/red", "staff"), NOW.minusSeconds(9)));
  }

  @Test
  void hearsNothingOfATokenThatIsNotBelieved() {
    show(issuer.sign(claims("exp", NOW.minusSeconds(60).getEpochSecond())));
    show(FakeIssuer.sign(issuer.header().build(), claims(), FakeIssuer.rsa("first")));

    assertThat(heard).isEmpty();
  }

  @Test
  void hearsNothingWhereNobodySaysWhen() {
    Map<String, Object> claims = claims();
    claims.remove("iat");

    show(issuer.sign(claims));

    assertThat(heard).isEmpty();
  }

  /// Issuers may leave it out for whoever is in no group.
  @Test
  void takesNoClaimForNoGroupsInATokenForUs() {
    Map<String, Object> claims = claims();
    claims.remove("groups");

    show(issuer.sign(claims));

    assertThat(heard).containsExactly(new Said("t", "alice", NAME, List.of(), NOW));
  }

  @Test
  void takesNoClaimForNothingSaidInATokenForAnother() {
    Map<String, Object> claims = claims("azp", "robots");
    claims.remove("groups");
    show(issuer.sign(claims));
    assertThat(heard).isEmpty();

    claims.put("groups", List.of());
    show(issuer.sign(claims));
    assertThat(heard).hasSize(1);
  }

  @Test
  void takesGroupsThatAreElsewhereForNothingSaid() {
    Map<String, Object> claims = new HashMap<>(claims("hasgroups", true));
    claims.remove("groups");
    show(issuer.sign(claims));
    claims.remove("hasgroups");
    claims.put("_claim_names", Map.of("groups", "src1"));
    show(issuer.sign(claims));

    assertThat(heard).isEmpty();
  }

  @Test
  void hearsWhatAClusterSaysByTheMinute() {
    show("opaque");

    assertThat(heard).containsExactly(new Said("t", "kate", "kubernetes", List.of("k"), NOW));
  }

  private static IssuerSettings settings() {
    return new IssuerSettings(
        NAME,
        "maas",
        null,
        List.of(),
        List.of("robots"),
        ClaimRules.USUAL,
        IssuerSettings.ALGORITHMS,
        IssuerSettings.USUAL_SKEW,
        IssuerSettings.USUAL_TTL,
        IssuerSettings.USUALLY_KEPT,
        null,
        IssuerSettings.USUAL_SCOPES);
  }

  private void show(String token) {
    assertThat(identities.ofToken("t", new Credential.Token(token)))
        .succeedsWithin(Duration.ofSeconds(10));
  }

  private static final class Nobody implements Identities {
    @Override
    public CompletionStage<Identity> ofKey(String tenant, CredentialHash hash) {
      return CompletableFuture.completedFuture(STRANGER);
    }

    @Override
    public CompletionStage<Identity> ofToken(String tenant, Credential.Token token) {
      return CompletableFuture.completedFuture(STRANGER);
    }
  }
}
