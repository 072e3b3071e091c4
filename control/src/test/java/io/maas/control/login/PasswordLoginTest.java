package io.maas.control.login;

import static io.maas.control.http.ControlServer.NOW;
import static io.maas.control.http.ControlServer.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.LoginPorts;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.PasswordHash;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.Role;
import io.maas.domain.access.SignInAttempts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordLoginTest {

  private static final String PASSWORD = "correct horse battery";

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.user("ada", "staff");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void givesATokenForAPassword() {
    know("ada", new Kept("strong:" + PASSWORD, false));

    Answer login = login("ada", PASSWORD);

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.text("token")).startsWith("maas-");
    assertThat(login.text("expiresAt")).isEqualTo(NOW.plus(Duration.ofHours(12)).toString());
    assertThat(control.get(login.text("token"), "/v1/whoami").text("user")).isEqualTo("ada");
  }

  @Test
  void hasNoPasswordForAnybodyFromTheBeginning() {
    assertThat(login("ada", "").status()).isEqualTo(400);
    assertThat(login("ada", "null").status()).isEqualTo(401);
    assertThat(login("root", "admin").status()).isEqualTo(401);
  }

  @Test
  void saysTheSameWhateverIsWrongAndComparesAsMuch() {
    know("ada", new Kept("strong:" + PASSWORD, false));

    Answer wrong = login("ada", "something else");
    Answer unknown = login("nobody", "something else");
    Answer without = login("root", "something else");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.json()).isEqualTo(wrong.json());
    assertThat(without.json()).isEqualTo(wrong.json());
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(control.passwords.compared).hasValue(3);
  }

  @Test
  void holdsOffWhoGuessesWhetherTheUserExistsOrNot() {
    know("ada", new Kept("strong:" + PASSWORD, false));
    for (String name : new String[] {"ada", "nobody"}) {
      for (int i = 0; i < SignInAttempts.FREE; i++) {
        assertThat(login(name, "guess " + i).status()).isEqualTo(401);
      }
      Answer held = login(name, PASSWORD);
      assertThat(held.status()).isEqualTo(429);
      assertThat(held.header("Retry-After")).isEqualTo("30");
      assertThat(held.text("code")).isEqualTo("too_many_attempts");
    }
    assertThat(control.passwords.compared).hasValue(2 * SignInAttempts.FREE);

    control.now.set(NOW.plusSeconds(30));

    assertThat(login("ada", PASSWORD).status()).isEqualTo(200);
  }

  /// Who watches the database, or the clock, learns nothing from it.
  @Test
  void asksTheStoresTheSameOfWhoeverItIsThatDoesNotExist() {
    know("ada", new Kept("strong:" + PASSWORD, false));
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    try (ControlServer watched =
        ControlServer.start(ports ->
            ports.signingIn(
                new LoginPorts(
                    Watched.by(asked, Passwords.class, control.passwords),
                    Watched.by(asked, PasswordHash.class, control.passwords),
                    control.sessions,
                    control.issuers,
                    Watched.by(asked, SignInAttempts.class, control.attempts),
                    control.memberships)))) {
      String login = "{'username':'%s','password':'a guess'}";
      assertThat(watched.post("", "/v1/login", login.formatted("ada")).status()).isEqualTo(401);
      List<String> ofAda = List.copyOf(asked);
      asked.clear();
      assertThat(watched.post("", "/v1/login", login.formatted("nobody")).status()).isEqualTo(401);

      assertThat(ofAda).containsExactly("begin", "find", "check");
      assertThat(asked).isEqualTo(ofAda);
    }
  }

  @Test
  void holdsOffWhoGuessesOnSeveralControls() {
    know("ada", new Kept("strong:" + PASSWORD, false));
    try (ControlServer other =
        ControlServer.start(ports -> ports.signingIn(control.ports.login()))) {
      String login = "{'username':'ada','password':'%s'}";
      for (int i = 0; i < SignInAttempts.FREE; i++) {
        ControlServer one = i % 2 == 0 ? control : other;
        assertThat(one.post("", "/v1/login", login.formatted("guess")).status()).isEqualTo(401);
      }

      assertThat(other.post("", "/v1/login", login.formatted(PASSWORD)).status()).isEqualTo(429);
      assertThat(login("ada", PASSWORD).status()).isEqualTo(429);
    }
  }

  @Test
  void holdsOffAnAddressThatTriesManyAccounts() {
    for (int i = 0; i < SignInAttempts.OF_ADDRESS; i++) {
      assertThat(login("user" + i, "guess").status()).isEqualTo(401);
    }

    assertThat(login("another", "guess").status()).isEqualTo(429);
    control.now.set(NOW.plusSeconds(60));
    assertThat(login("another", "guess").status()).isEqualTo(401);
  }

  @Test
  void wantsAnotherPasswordForOneThatAnAdministratorGave() {
    String once = control.post(control.admin, "/v1/users/ada/password", "").text("oneTimePassword");

    Answer alone = login("ada", once);
    Answer weak = control.post("", "/v1/login", body("ada", once, "short"));
    Answer chosen = control.post("", "/v1/login", body("ada", once, PASSWORD));

    assertThat(once).hasSize(24);
    assertThat(alone.status()).isEqualTo(403);
    assertThat(alone.text("code")).isEqualTo("password_change_required");
    assertThat(weak.status()).isEqualTo(400);
    assertThat(weak.error()).contains("12 to 1024").doesNotContain("short");
    assertThat(chosen.status()).isEqualTo(200);
    assertThat(login("ada", PASSWORD).status()).isEqualTo(200);
    assertThat(login("ada", once).status()).isEqualTo(401);
  }

  @Test
  void letsOnlyAdministratorsGivePasswordsAndOnlyToThoseWhoExist() {
    String ada = control.user("eve");

    assertThat(control.post(ada, "/v1/users/ada/password", "").status()).isEqualTo(403);
    assertThat(control.post("", "/v1/users/ada/password", "").status()).isEqualTo(401);
    assertThat(control.post(control.admin, "/v1/users/nobody/password", "").status())
        .isEqualTo(404);
  }

  @Test
  void letsNoTenantsAdministratorIntoThePlaceOfOneOfThePlatform() {
    String bob = control.granted("bob", Role.TENANT_ADMIN);

    assertThat(control.post(bob, "/v1/users/ada/password", "").status()).isEqualTo(201);
    assertThat(control.post(bob, "/v1/users/root/password", "").status()).isEqualTo(403);
  }

  @Test
  void changesOnesOwnPasswordWithTheFormerOne() {
    know("ada", new Kept("strong:" + PASSWORD, false));
    String token = login("ada", PASSWORD).text("token");
    String change = "{'oldPassword':'%s','newPassword':'an even longer one'}";

    assertThat(control.put(token, "/v1/password", change.formatted("wrong")).status())
        .isEqualTo(403);
    assertThat(control.put(token, "/v1/password", change.formatted(PASSWORD)).status())
        .isEqualTo(204);
    assertThat(login("ada", "an even longer one").status()).isEqualTo(200);
  }

  @Test
  void keepsAPasswordUnderAStrongerHashOnceItIsShown() {
    know("ada", new Kept("weak:" + PASSWORD, false));

    assertThat(login("ada", PASSWORD).status()).isEqualTo(200);

    assertThat(control.passwords.find(TENANT, "ada"))
        .contains(new Kept("strong:" + PASSWORD, false));
  }

  @Test
  void tellsAnyoneWhichWaysOfSigningInThereAre() {
    Answer config = control.get("", "/v1/auth/config");

    assertThat(config.status()).isEqualTo(200);
    assertThat(config.json().at("/oidc/0/issuer").asText())
        .isEqualTo("https://sso.example.com/realms/a");
    assertThat(config.json().at("/local/password").asBoolean()).isTrue();
  }

  private void know(String user, Kept kept) {
    control.passwords.set(TENANT, user, kept, NOW);
  }

  private Answer login(String user, String password) {
    return control.post(
        "", "/v1/login", "{'username':'%s','password':'%s'}".formatted(user, password));
  }

  private static String body(String user, String password, String next) {
    return "{'username':'%s','password':'%s','newPassword':'%s'}".formatted(user, password, next);
  }
}
