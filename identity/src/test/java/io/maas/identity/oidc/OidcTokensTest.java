package io.maas.identity.oidc;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.HS256;
import static com.nimbusds.jose.JWSAlgorithm.PS256;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static com.nimbusds.jose.JWSAlgorithm.RS512;
import static io.maas.identity.oidc.FakeIssuer.NAME;
import static io.maas.identity.oidc.FakeIssuer.NOW;
import static io.maas.identity.oidc.FakeIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcTokensTest {

  private final FakeIssuer issuer = new FakeIssuer();
  private final AtomicLong ticker = new AtomicLong();
  private final List<IssuerSettings> believed = new ArrayList<>();
  private final Issuers issuers =
      new Issuers(_ -> believed, _ -> issuer, () -> NOW, ticker::get, Runnable::run);

  OidcTokensTest() {
    believed.add(IssuerSettings.of(NAME, "maas", Duration.ofMinutes(5)));
  }

  @Test
  void knowsWhoShowsAGoodTokenUntilItEnds() {
    Identity found = identify(issuer.sign(claims()));

    assertThat(found)
        .isEqualTo(
            new Identity.Known(
                new Principal(
                    "t",
                    "alice",
                    List.of("staff", "/team/red", "system:authenticated"),
                    Set.of(),
                    null),
                NOW.plusSeconds(330)));
  }

  @Test
  void asksTheIssuerOnceForAnyNumberOfTokens() {
    for (int i = 0; i < 10; i++) {
      identify(issuer.sign(claims("jti", i)));
    }

    assertThat(issuer.asked).isEqualTo(2); // discovery, and the keys
  }

  @Test
  void refusesTokensOfIssuersThatTheTenantDoesNotBelieve() {
    assertThat(identify(issuer.sign(claims("iss", "https://sso.example.com/realms/b")))).isNull();
    assertThat(identify(issuer.sign(claims("iss", NAME + "/")))).isNull();
  }

  @Test
  void refusesATokenThatHasEndedAndOneThatHasNotBegun() {
    assertUnknown(issuer.sign(claims("exp", NOW.minusSeconds(31).getEpochSecond())));
    assertUnknown(issuer.sign(claims("nbf", NOW.plusSeconds(31).getEpochSecond())));
    assertUnknown(issuer.sign(claims("exp", Long.MAX_VALUE)));
    assertUnknown(issuer.sign(claims("exp", "tomorrow")));
    assertKnown(issuer.sign(claims("exp", NOW.minusSeconds(29).getEpochSecond())));
    assertKnown(issuer.sign(claims("nbf", NOW.plusSeconds(29).getEpochSecond())));
  }

  @Test
  void refusesATokenGivenToAnotherClient() {
    assertUnknown(issuer.sign(claims("azp", "other")));
    assertUnknown(issuer.sign(claims("azp", List.of("maas"))));
  }

  @Test
  void takesATokenWithoutAzpOnlyIfItIsMeantForUs() {
    Map<String, Object> claims = claims("aud", List.of("account", "maas"));
    claims.remove("azp");
    Map<String, Object> others = claims("aud", "account");
    others.remove("azp");

    assertKnown(issuer.sign(claims));
    assertUnknown(issuer.sign(others));
  }

  @Test
  void wantsOneOfTheAudiencesWhereTheSettingsNameSome() {
    believe(List.of("models"), ClaimRules.USUAL, IssuerSettings.ALGORITHMS);

    assertKnown(issuer.sign(claims("aud", List.of("models"))));
    assertUnknown(issuer.sign(claims("aud", "maas")));
    assertUnknown(issuer.sign(claims()));
  }

  @Test
  void refusesATokenWithoutASignature() {
    String header = encoded("{\"alg\":\"none\"}");
    String payload = issuer.sign(claims()).split("\\.", -1)[1];

    assertThat(ReadToken.parse(header + "." + payload + ".")).isEmpty();
  }

  @Test
  void refusesASymmetricSignatureMadeWithThePublicKey() throws Exception {
    byte[] asSecret = issuer.key().toRSAPublicKey().getEncoded();
    JWSObject token =
        new JWSObject(new JWSHeader.Builder(HS256).keyID("first").build(), new Payload(claims()));
    token.sign(new MACSigner(asSecret));

    assertUnknown(token.serialize());
  }

  @Test
  void refusesAnAlgorithmThatIsNotAllowed() {
    believe(List.of(), ClaimRules.USUAL, Set.of("RS256"));

    assertUnknown(issuer.sign(new JWSHeader.Builder(RS512).keyID("first").build(), claims()));
    assertKnown(issuer.sign(new JWSHeader.Builder(RS256).keyID("first").build(), claims()));
  }

  @Test
  void refusesAKeyForAnotherUseThanItsOwn() {
    RSAKey encrypts =
        new RSAKey.Builder(FakeIssuer.rsa("e")).keyUse(KeyUse.ENCRYPTION).keyID("e").build();
    RSAKey forPs = new RSAKey.Builder(FakeIssuer.rsa("ps")).algorithm(PS256).keyID("ps").build();
    issuer.published.add(encrypts);
    issuer.published.add(forPs);

    assertUnknown(sign(RS256, "e", encrypts));
    assertUnknown(sign(RS256, "ps", forPs));
    assertKnown(sign(PS256, "ps", forPs));
  }

  @Test
  void takesSignaturesByEllipticCurves() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    issuer.published.add(ec);

    assertKnown(sign(ES256, "ec", ec));
    assertUnknown(sign(RS256, "ec", issuer.key()));
  }

  @Test
  void refusesATokenThatWasChanged() {
    String[] parts = issuer.sign(claims()).split("\\.", -1);
    String payload =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("alice", "admin");

    assertUnknown(parts[0] + "." + encoded(payload) + "." + parts[2]);
    assertThat(ReadToken.parse(parts[0] + "." + parts[1] + ".")).isEmpty();
    assertUnknown(parts[0] + "." + parts[1] + "." + parts[2].replace(parts[2].charAt(9), 'A'));
  }

  @Test
  void refusesTokensForOtherPurposes() {
    assertUnknown(
        issuer.sign(issuer.header().type(new JOSEObjectType("logout+jwt")).build(), claims()));
    assertKnown(issuer.sign(issuer.header().type(new JOSEObjectType("at+jwt")).build(), claims()));
    assertUnknown(
        issuer.sign(
            issuer.header().criticalParams(Set.of("exp")).customParam("exp", 1).build(), claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a\"b", "a,b", "", "sy\u00e9", "system:masters"})
  void refusesATokenWithAnUnsafeGroup(String group) {
    assertUnknown(issuer.sign(claims("groups", List.of("staff", group))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "system:serviceaccount:x:y"})
  void refusesATokenWithAnUnsafeName(String name) {
    assertUnknown(issuer.sign(claims("preferred_username", name)));
  }

  @Test
  void readsNamesAndGroupsWhereTheSettingsSay() {
    believe(
        List.of(),
        new ClaimRules("email", "realm_access.roles", "sso:", "sso:"),
        IssuerSettings.ALGORITHMS);
    Map<String, Object> claims = claims("email", "alice@example.com");
    claims.put("realm_access", Map.of("roles", List.of("staff")));

    assertThat(principal(issuer.sign(claims)).user()).isEqualTo("sso:alice@example.com");
    assertThat(principal(issuer.sign(claims)).groups())
        .containsExactly("sso:staff", "system:authenticated");
  }

  @Test
  void callsWhoHasNoNameByTheSubject() {
    Map<String, Object> claims = claims();
    claims.remove("preferred_username");

    assertThat(principal(issuer.sign(claims)).user()).isEqualTo("8f14");
  }

  @Test
  void takesUpANewKeyAtOnce() {
    assertKnown(issuer.sign(claims()));

    issuer.rotate("second");

    assertKnown(issuer.sign(claims()));
  }

  @Test
  void forgetsAKeyThatIsPublishedNoLonger() {
    String old = issuer.sign(claims());
    assertKnown(old);
    issuer.rotate("second");

    ticker.addAndGet(Duration.ofMinutes(5).toNanos());

    assertUnknown(old);
  }

  @Test
  void isNotMadeToAskByTokensWithMadeUpKeys() {
    assertKnown(issuer.sign(claims()));
    for (int i = 0; i < 100; i++) {
      assertUnknown(sign(RS256, "made-up-" + i, issuer.key()));
    }

    assertThat(issuer.asked).isEqualTo(2 + 2 * 5);

    ticker.addAndGet(Duration.ofSeconds(10).toNanos());
    issuer.rotate("second");
    assertKnown(issuer.sign(claims()));
  }

  @Test
  void goesOnWithTheKeysThatItKnowsWhileTheIssuerIsAway() {
    assertKnown(issuer.sign(claims()));
    issuer.away = true;

    ticker.addAndGet(Duration.ofHours(11).toNanos());

    assertKnown(issuer.sign(claims()));
    assertKnown(issuer.sign(claims()));
    assertThat(issuer.asked).isEqualTo(3); // one more question, then a pause
  }

  @Test
  void cannotTellOnceTheKeysAreTooOld() {
    assertKnown(issuer.sign(claims()));
    issuer.away = true;

    ticker.addAndGet(Duration.ofHours(13).toNanos());

    assertCannotTell(issuer.sign(claims()));
    issuer.away = false;
    ticker.addAndGet(Duration.ofSeconds(2).toNanos());
    assertKnown(issuer.sign(claims()));
  }

  @Test
  void cannotTellWhoseAnUnknownKeyIsWhileTheIssuerIsAway() {
    assertKnown(issuer.sign(claims()));
    issuer.away = true;
    issuer.rotate("second");

    assertCannotTell(issuer.sign(claims()));
    assertCannotTell(issuer.sign(claims()));
  }

  @Test
  void cannotTellWhileDiscoveryIsAnothers() {
    issuer.discovery.put("issuer", "https://evil.example.com");

    assertCannotTell(issuer.sign(claims()));
  }

  @Test
  void takesOtherSettingsUpAtOnce() {
    assertKnown(issuer.sign(claims()));

    believed.clear();

    assertThat(identify(issuer.sign(claims()))).isNull();
  }

  @Test
  void readsNoTokenThatIsTooLong() {
    String token = issuer.sign(claims("padding", "x".repeat(ReadToken.LONGEST)));

    assertThat(ReadToken.parse(token)).isEmpty();
  }

  private void believe(List<String> audiences, ClaimRules rules, Set<String> algorithms) {
    believed.clear();
    believed.add(
        new IssuerSettings(
            NAME,
            "maas",
            null,
            audiences,
            List.of(),
            rules,
            algorithms,
            IssuerSettings.USUAL_SKEW,
            IssuerSettings.USUAL_TTL,
            IssuerSettings.USUALLY_KEPT,
            null,
            IssuerSettings.USUAL_SCOPES));
  }

  private static String sign(JWSAlgorithm algorithm, String kid, JWK key) {
    return FakeIssuer.sign(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims(), key);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertKnown(String token) {
    assertThat(identify(token)).isInstanceOf(Identity.Known.class);
  }

  private void assertUnknown(String token) {
    assertThat(identify(token)).isEqualTo(new Identity.Unknown());
  }

  private void assertCannotTell(String token) {
    assertThat(asked(token).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableOfType(ExecutionException.class)
        .havingRootCause()
        .isInstanceOf(Exception.class);
  }

  private Principal principal(String token) {
    return ((Identity.Known) Objects.requireNonNull(identify(token))).principal();
  }

  private @Nullable Identity identify(String token) {
    return issuers
        .identify("t", ReadToken.parse(token).orElseThrow())
        .map(stage -> stage.toCompletableFuture().join())
        .orElse(null);
  }

  private CompletionStage<Identity> asked(String token) {
    return issuers.identify("t", ReadToken.parse(token).orElseThrow()).orElseThrow();
  }
}
