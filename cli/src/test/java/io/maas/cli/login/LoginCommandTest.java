package io.maas.cli.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.cli.testing.Caller;
import io.maas.cli.testing.Caller.Seen;
import io.maas.cli.testing.FakeControl;
import io.maas.cli.testing.FakeControl.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginCommandTest {

  private static final String SELF = "{\"user\":\"ada\",\"groups\":[]}";

  @TempDir Path home;

  private FakeControl control;

  @BeforeEach
  void start() {
    control = new FakeControl();
    control.on(
        "GET /whoami",
        asked ->
            asked.token().equals("good") || asked.token().equals("better")
                ? Reply.json(200, SELF)
                : Reply.json(401, "{\"error\":\"invalid credential\"}"));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void keepsATokenForTheCommandsThatFollow() throws IOException {
    Seen login = caller().call("login", "--url", control.url(), "--token", "good");
    Seen self = caller().call("whoami");

    assertThat(login.code()).isZero();
    assertThat(login.out()).contains("logged in as ada");
    assertThat(self.out()).contains("ada");
    assertThat(control.last().token()).isEqualTo("good");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsNothingThatControlDoesNotKnow() {
    Seen login = caller().call("login", "--url", control.url(), "--token", "bad");

    assertThat(login.code()).isEqualTo(1);
    assertThat(file()).doesNotExist();
  }

  @Test
  void letsTheEnvironmentAndTheFlagWinOverTheLogin() {
    caller().call("login", "--url", control.url(), "--token", "good");

    caller().with("MAAS_URL", control.url()).with("MAAS_TOKEN", "better").call("whoami");
    assertThat(control.last().token()).isEqualTo("better");
    caller().call("whoami", "--url", control.url(), "--token", "flag");
    assertThat(control.last().token()).isEqualTo("flag");
  }

  @Test
  void sendsALoginToNoOtherControl() {
    caller().call("login", "--url", control.url(), "--token", "good");

    try (FakeControl other = new FakeControl()) {
      Seen seen = caller().call("whoami", "--url", other.url());

      assertThat(seen.code()).isEqualTo(1);
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void signsALocalUserInAndChoosesAnotherPasswordWhereOneHasTo() {
    control.on(
        "POST /login",
        asked ->
            asked.body().contains("newPassword")
                ? Reply.json(200, "{\"token\":\"good\",\"expiresAt\":\"2026-11-22T00:00:00Z\"}")
                : Reply.json(403, "{\"error\":\"password: once (expected: newPassword)\"}"));

    Seen login =
        caller()
            .piping("one-time\nanother password\n")
            .call("login", "--url", control.url(), "--username", "ada");

    assertThat(login.code()).isZero();
    assertThat(control.asked())
        .anySatisfy(asked ->
            assertThat(asked.body())
                .contains("\"password\":\"one-time\"", "\"newPassword\":\"another password\""));
    assertThat(login.out() + login.err()).doesNotContain("one-time", "another password", "good");
  }

  @Test
  void asksForAnotherTokenWhenTheKeptOneHasEnded() throws IOException {
    keep("old", "2026-11-21T11:00:00Z", "refresh-me");
    control.on(
        "POST /auth/token",
        asked ->
            asked.body().contains("refresh-me")
                ? Reply.json(200, "{\"accessToken\":\"better\",\"expiresIn\":300}")
                : Reply.json(400, "{\"error\":\"issuer: invalid_grant\"}"));

    Seen self = caller().call("whoami");

    assertThat(self.code()).isZero();
    assertThat(control.last().token()).isEqualTo("better");
    assertThat(Files.readString(file())).contains("better").doesNotContain("\"old\"");
  }

  @Test
  void saysWhenALoginHasEndedForGood() throws IOException {
    keep("old", "2026-11-21T11:00:00Z", "");

    Seen self = caller().call("whoami");

    assertThat(self.code()).isEqualTo(1);
    assertThat(self.err()).contains("login: has ended", "maas login");
  }

  @Test
  void forgetsALogin() {
    caller().call("login", "--url", control.url(), "--token", "good");

    assertThat(caller().call("logout").out()).contains("logged out");
    assertThat(caller().call("logout").code()).isEqualTo(1);
    assertThat(caller().call("whoami").err()).contains("no credential");
  }

  @Test
  void takesTheTokenOfTheKubeconfigsCurrentUser() throws IOException {
    Path config = home.resolve(".kube/config");
    Files.createDirectories(config.getParent());
    Files.writeString(
        config,
        """
        current-context: b
        contexts: [{name: a, context: {user: x}}, {name: b, context: {user: y}}]
        users: [{name: x, user: {token: bad}}, {name: y, user: {token: good}}]
        """);

    assertThat(caller().call("login", "--url", control.url(), "--kubernetes").code()).isZero();
  }

  private void keep(String token, String end, String refresh) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(
        file(),
        """
        {"last":"%s","logins":{"%s":{"token":"%s","issuer":"https://sso","expiresAt":"%s",
         "refreshToken":"%s"}}}
        """
            .formatted(control.url(), control.url(), token, end, refresh));
  }

  private Caller caller() {
    return new Caller().at(home);
  }

  private Path file() {
    return home.resolve(".config/maas/login.json");
  }
}
