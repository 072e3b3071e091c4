package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static io.maas.testkit.access.KeysAtHand.TOMORROW;
import static io.maas.testkit.access.KeysAtHand.boundTo;
import static io.maas.testkit.access.KeysAtHand.key;
import static io.maas.testkit.access.KeysAtHand.limited;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Credential.Token;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Identity;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Principal.KeyBinding;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// How every store finds who shows a credential that it keeps.
public abstract class IdentitiesContract {

  private static final CredentialHash HASH = CredentialHash.of("secret");
  private static final Token TOKEN = new Token("token of ada");

  /// Over empty stores; the same throughout one test.
  ///
  /// @param now what its clock says
  protected abstract Identities identitiesAt(Instant now);

  /// The keys it looks in.
  protected abstract ApiKeys keys();

  /// The users it looks in.
  protected abstract Users users();

  private Identity ofKey(Instant now) {
    return come(identitiesAt(now).ofKey(TENANT, HASH));
  }

  private Identity ofToken(Instant now) {
    return come(identitiesAt(now).ofToken(TENANT, TOKEN));
  }

  private static Identity come(CompletionStage<Identity> stage) {
    return stage.toCompletableFuture().join();
  }

  private void createAda(boolean admin, String... groups) {
    users().create(new User(TENANT, "ada", admin, List.of(groups), NOW));
    users().insertToken(TENANT, "ada", CredentialHash.of(TOKEN.text()), NOW, TOMORROW);
  }

  @Test
  void knowsWhichNamesAreThoseOfPrograms() {
    createAda(false);
    users()
        .create(
            new User(TENANT, "robot", Set.of(), List.of(), NOW, Users.Kind.SERVICE, Subjects.NONE));

    assertThat(isProgram(TENANT, "robot")).isTrue();
    assertThat(isProgram(TENANT, "ada")).isFalse();
    assertThat(isProgram(TENANT, "nobody")).isFalse();
    assertThat(isProgram("other", "robot")).isFalse();
  }

  private boolean isProgram(String tenant, String name) {
    return identitiesAt(NOW).isProgram(tenant, name).toCompletableFuture().join();
  }

  @Test
  void knowsAKeyByItsHashWithTheGroupsOfItsMint() {
    StoredKey key = key("ada", "laptop");
    keys().insert(key, HASH);

    Identity identity = ofKey(NOW);

    assertThat(identity)
        .isEqualTo(
            new Identity.Known(
                new Principal(
                    TENANT,
                    "ada",
                    List.of("team-a", "team-b", "system:authenticated"),
                    false,
                    new KeyBinding(key.id(), "laptop", "llm/free", TOMORROW))));
  }

  @Test
  void knowsTheLimitsOfAKey() {
    StoredKey key = limited(key("ada", "laptop"));
    keys().insert(key, HASH);

    assertThat(ofKey(NOW))
        .isInstanceOfSatisfying(
            Identity.Known.class,
            known ->
                assertThat(known.principal().key())
                    .isEqualTo(
                        new KeyBinding(key.id(), "laptop", "llm/free", TOMORROW, key.limits())));
  }

  @Test
  void knowsNoKeyOfAnotherTenantNorAnotherHash() {
    keys().insert(key("ada", "laptop"), HASH);

    assertThat(come(identitiesAt(NOW).ofKey("other", HASH))).isInstanceOf(Identity.Unknown.class);
    assertThat(come(identitiesAt(NOW).ofKey(TENANT, CredentialHash.of("secret "))))
        .isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void knowsNoRevokedKey() {
    StoredKey key = key("ada", "laptop");
    keys().insert(key, HASH);
    keys().revoke(TENANT, key.id(), NOW);

    assertThat(ofKey(NOW)).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void knowsNoExpiredKey() {
    keys().insert(key("ada", "laptop"), HASH);

    assertThat(ofKey(TOMORROW)).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void knowsAKeyAgainWhenAClockThatRanAheadComesBack() {
    keys().insert(key("ada", "laptop"), HASH);
    ofKey(TOMORROW);

    assertThat(ofKey(NOW)).isInstanceOf(Identity.Known.class);
  }

  @Test
  void knowsNoKeyThatIsBoundToNothing() {
    keys().insert(boundTo(key("ada", "laptop"), ""), HASH);

    assertThat(ofKey(NOW)).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void neverLetsAKeyAdminister() {
    createAda(true);
    keys().insert(key("ada", "laptop"), HASH);

    assertThat(ofKey(NOW))
        .isInstanceOfSatisfying(
            Identity.Known.class, known -> assertThat(known.principal().admin()).isFalse());
  }

  @Test
  void knowsATokenWithTheGroupsOfNow() {
    createAda(true, "staff");
    users().createGroup(TENANT, "premium");

    users().addToGroup(TENANT, "premium", "ada");

    assertThat(ofToken(NOW))
        .isEqualTo(
            new Identity.Known(
                new Principal(
                    TENANT,
                    "ada",
                    List.of("premium", "staff", "system:authenticated"),
                    true,
                    null)));
  }

  @Test
  void knowsNoExpiredNorForeignNorDeletedToken() {
    createAda(false);

    assertThat(ofToken(TOMORROW)).isInstanceOf(Identity.Unknown.class);
    assertThat(come(identitiesAt(NOW).ofToken("other", TOKEN)))
        .isInstanceOf(Identity.Unknown.class);

    users().delete(TENANT, "ada");
    assertThat(ofToken(NOW)).isInstanceOf(Identity.Unknown.class);
  }
}
