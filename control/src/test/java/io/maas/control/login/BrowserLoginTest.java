package io.maas.control.login;

import static io.maas.control.http.ControlServer.NOW;
import static io.maas.control.http.ControlServer.TENANT;
import static io.maas.testkit.access.ScriptedSignIn.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.Principal;
import io.maas.domain.access.SignIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserLoginTest {

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.issuers.outcome =
        new SignIn.Outcome.Somebody(
            new Principal(TENANT, "alice", List.of("/team/red"), Set.of(), null), "hint");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void signsInWithACodeThatIsBoundToThisBrowser() throws Exception {
    String underway = begin("/console");
    var begun = Objects.requireNonNull(control.issuers.begun);

    Answer back = control.get("", callback(begun.state()), "Cookie", underway);
    Answer self = control.get("", "/v1/whoami", "Cookie", cookie(back));

    assertThat(back.status()).isEqualTo(302);
    assertThat(back.header("Location")).isEqualTo("/console");
    assertThat(self.text("user")).isEqualTo("alice");
    var shown = Objects.requireNonNull(control.issuers.shown);
    assertThat(shown.nonce()).isEqualTo(begun.nonce());
    assertThat(begun.back()).hasToString(ControlServer.GATEWAY + "/maas-api/auth/callback");
    assertThat(begun.challenge())
        .isEqualTo(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(shown.verifier().getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void setsACookieThatOnlyThisHostAndNoScriptCanRead() {
    Answer back = signedIn();

    assertThat(back.header("Set-Cookie"))
        .startsWith("__Host-maas=")
        .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax", "; Secure")
        .doesNotContain("Domain");
  }

  @Test
  void letsNobodyComeInByTheNameOfAServiceAccount() {
    control.post(control.admin, "/v1/users", "{'name':'alice','kind':'service'}");

    Answer back = signedIn();

    assertThat(back.status()).isEqualTo(403);
    assertThat(back.header("Set-Cookie")).isEmpty();
    assertThat(back.error()).contains("a service account's name");
  }

  @Test
  void takesNoCodeThatAnotherBrowserAskedFor() {
    String mine = begin("/");
    begin("/");
    String others = Objects.requireNonNull(control.issuers.begun).state();

    assertThat(control.get("", callback(others), "Cookie", mine).status()).isEqualTo(400);
    assertThat(control.get("", callback(others)).status()).isEqualTo(400);
    assertThat(control.issuers.shown).isNull();
  }

  @Test
  void beginsASessionUnderACookieThatNobodyHasSeenBefore() {
    String fixed = "__Host-maas=" + "0".repeat(64);
    String underway = begin("/");
    String state = Objects.requireNonNull(control.issuers.begun).state();

    Answer back = control.get("", callback(state), "Cookie", fixed + "; " + underway);

    assertThat(cookie(back)).isNotEqualTo(fixed);
    assertThat(control.get("", "/v1/whoami", "Cookie", fixed).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\evil",
        "evil",
        "/a%0d b"
      })
  void sendsNobodyToAnotherHost(String target) {
    String path = "/auth/login?return=" + URLEncoder.encode(target, StandardCharsets.UTF_8);

    assertThat(control.get("", path).status()).isEqualTo(400);
  }

  @Test
  void changesSomethingOnlyFromAPageOfOurs() {
    String cookie = cookie(signedIn());
    String guard = control.get("", "/auth/session", "Cookie", cookie).text("csrfToken");
    String path = "/v1/api-keys/search";
    String host = "127.0.0.1:" + control.port();

    assertThat(control.post("", path, "{}", "Cookie", cookie).status()).isEqualTo(403);
    assertThat(
            control.post("", path, "{}", "Cookie", cookie, "X-CSRF-Token", "0".repeat(64)).status())
        .isEqualTo(403);
    assertThat(
            control
                .post(
                    "",
                    path,
                    "{}",
                    "Cookie",
                    cookie,
                    "X-CSRF-Token",
                    guard,
                    "Origin",
                    "https://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(
            control
                .post(
                    "",
                    path,
                    "{}",
                    "Cookie",
                    cookie,
                    "X-CSRF-Token",
                    guard,
                    "Origin",
                    "https://" + host)
                .status())
        .isEqualTo(200);
    assertThat(control.post("", path, "{}", "Cookie", cookie, "X-CSRF-Token", guard).status())
        .isEqualTo(200);
  }

  @Test
  void endsASessionEverywhereAndSaysWhereToSignOutAtTheIssuer() {
    String cookie = cookie(signedIn());
    String guard = control.get("", "/auth/session", "Cookie", cookie).text("csrfToken");

    Answer out = control.post("", "/auth/logout", "{}", "Cookie", cookie, "X-CSRF-Token", guard);

    assertThat(out.status()).isEqualTo(200);
    assertThat(out.text("redirect")).isEqualTo(ISSUER + "/logout");
    assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(control.get("", "/v1/whoami", "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void endsASessionThatIsNotUsedAndEveryOneInTheEnd() {
    String cookie = cookie(signedIn());

    control.now.set(NOW.plus(SessionCookie.IDLE).minusSeconds(1));
    assertThat(control.get("", "/v1/whoami", "Cookie", cookie).status()).isEqualTo(200);
    control.now.set(NOW.plus(SessionCookie.IDLE.multipliedBy(2)));
    assertThat(control.get("", "/v1/whoami", "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void signsALocalUserInWhoIsWhoTheyAreNow() {
    control.user("ada", "staff");
    control.passwords.set(TENANT, "ada", new Kept("strong:correct horse battery", false), NOW);
    Answer login =
        control.post("", "/auth/login", "{'username':'ada','password':'correct horse battery'}");
    String cookie = cookie(login);

    assertThat(login.status()).isEqualTo(204);
    assertThat(control.get("", "/v1/whoami", "Cookie", cookie).text("user")).isEqualTo("ada");
    control.users.delete(TENANT, "ada");
    assertThat(control.get("", "/v1/whoami", "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void cannotTellWhileTheIssuerIsAway() {
    control.issuers.away = true;

    assertThat(control.get("", "/auth/login").status()).isEqualTo(503);
  }

  private String begin(String target) {
    return cookie(control.get("", "/auth/login?return=" + target));
  }

  private Answer signedIn() {
    String underway = begin("/");
    String state = Objects.requireNonNull(control.issuers.begun).state();
    return control.get("", callback(state), "Cookie", underway);
  }

  private static String callback(String state) {
    return "/auth/callback?code=abc&state=" + state;
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").split(";", 2)[0];
  }
}
