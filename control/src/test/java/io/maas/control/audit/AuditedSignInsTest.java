package io.maas.control.audit;

import static io.maas.control.http.ControlServer.NOW;
import static io.maas.control.http.ControlServer.TENANT;
import static io.maas.testkit.access.ScriptedSignIn.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.Principal;
import io.maas.domain.access.SignIn;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Result;
import io.maas.domain.audit.AuditEntry.Thing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who signs in, who does not, and who leaves.
class AuditedSignInsTest {

  private static final String PASSWORD = "correct horse battery";
  private static final Thing ADA = new Thing("users", "ada");

  private ControlServer control;
  private String token;
  private int before;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    token = control.user("ada", "staff");
    control.passwords.set(TENANT, "ada", new Kept("strong:" + PASSWORD, false), NOW);
    before = control.audit.entries().size();
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private List<AuditEntry> fresh() {
    List<AuditEntry> all = control.audit.entries();
    return all.subList(before, all.size());
  }

  private Answer login(String user, String password) {
    return control.post(
        "",
        "/v1/login",
        "{'username':'%s','password':'%s'}".formatted(user, password),
        "X-Forwarded-For",
        "192.0.2.7");
  }

  private Answer browser() {
    String underway = cookie(control.get("", "/auth/login"));
    String state = Objects.requireNonNull(control.issuers.begun).state();
    return control.get("", "/auth/callback?code=abc&state=" + state, "Cookie", underway);
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").split(";", 2)[0];
  }

  @Test
  void writesDownWhoShowsTheirPasswordFromWhere() {
    Answer answer = login("ada", PASSWORD);
    control.post("", "/auth/login", "{'username':'ada','password':'%s'}".formatted(PASSWORD));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(fresh())
        .extracting(AuditEntry::action, AuditEntry::actor, AuditEntry::object, AuditEntry::result)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "login", new Actor("ada", Actor.Kind.TOKEN, ""), ADA, Result.DONE),
            org.assertj.core.api.Assertions.tuple(
                "beginSession", new Actor("ada", Actor.Kind.TOKEN, ""), ADA, Result.DONE));
    assertThat(fresh().getFirst().from().address()).isEqualTo("192.0.2.7");
    assertThat(fresh()).noneMatch(line -> line.toString().contains(answer.text("token")));
  }

  @Test
  void writesDownWhomAnIssuerVouchesFor() {
    control.issuers.outcome =
        new SignIn.Outcome.Somebody(
            new Principal(TENANT, "alice", List.of(), Set.of(), null), "hint");

    browser();

    AuditEntry line = fresh().getLast();
    assertThat(fresh()).hasSize(1);
    assertThat(line.action()).isEqualTo("finishBrowserLogin");
    assertThat(line.actor().name()).isEqualTo("alice");
    assertThat(line.after()).isEqualTo("{\"issuer\":\"" + ISSUER + "\"}");
  }

  @Test
  void writesDownWhomAnIssuerDoesNotVouchForAndWhy() {
    browser();

    AuditEntry line = fresh().getLast();
    assertThat(line.result()).isEqualTo(Result.REFUSED);
    assertThat(line.actor()).isEqualTo(Actor.NOBODY);
    assertThat(line.after()).contains("\"reason\":\"access_denied\"", ISSUER, "\"failures\":1");
  }

  @Test
  void writesDownWhoseDeviceItIsOnceSomebodySaidYes() {
    String asks = "{'deviceCode':'device-code'}";
    control.post("", "/v1/auth/token", asks);
    assertThat(fresh()).isEmpty(); // nobody has said anything yet

    control.issuers.granted = new SignIn.Granted.Tokens(token, null, Duration.ofHours(1));
    control.post("", "/v1/auth/token", asks);
    control.post("", "/v1/auth/token", "{'refreshToken':'anew'}");
    control.issuers.granted = new SignIn.Granted.Refused("access_denied");
    control.post("", "/v1/auth/token", asks);

    assertThat(fresh())
        .extracting(AuditEntry::action, line -> line.actor().name(), AuditEntry::result)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("redeemDeviceLogin", "ada", Result.DONE),
            org.assertj.core.api.Assertions.tuple("redeemDeviceLogin", "", Result.REFUSED));
    assertThat(fresh().getLast().after()).contains("access_denied");
  }

  @Test
  void writesDownWhoLeaves() {
    String cookie =
        cookie(
            control.post(
                "", "/auth/login", "{'username':'ada','password':'%s'}".formatted(PASSWORD)));
    String guard = control.get("", "/auth/session", "Cookie", cookie).text("csrfToken");

    control.post("", "/auth/logout", "{}", "Cookie", cookie, "X-CSRF-Token", guard);

    assertThat(fresh().getLast().action()).isEqualTo("endSession");
    assertThat(fresh().getLast().actor().name()).isEqualTo("ada");
    assertThat(fresh().getLast().object()).isEqualTo(ADA);
  }

  @Test
  void writesDownWhoFailsAndWhoIsHeldOff() {
    for (int i = 0; i < 7; i++) {
      login("ada", "guess " + i);
    }

    assertThat(fresh())
        .extracting(AuditEntry::status, AuditEntry::object, AuditEntry::actor)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(401, ADA, Actor.NOBODY),
            org.assertj.core.api.Assertions.tuple(401, ADA, Actor.NOBODY),
            org.assertj.core.api.Assertions.tuple(401, ADA, Actor.NOBODY),
            org.assertj.core.api.Assertions.tuple(429, ADA, Actor.NOBODY),
            org.assertj.core.api.Assertions.tuple(429, ADA, Actor.NOBODY));
    assertThat(fresh().get(2).after()).contains("\"failures\":4", "invalid username or password");
    assertThat(fresh().getLast().after()).contains("\"failures\":2", "too_many_attempts");
    assertThat(fresh()).noneMatch(line -> line.toString().contains("guess"));
  }

  @Test
  void isNotFloodedByThoseWhoFail() {
    for (int i = 0; i < 200; i++) {
      login("ada", "guess");
    }

    assertThat(fresh()).hasSizeLessThan(15);
  }

  @Test
  void leavesTheSameTraceWhetherThereIsSuchAUserOrNot() {
    login("ada", "guess");
    login("nobody", "guess");

    AuditEntry known = fresh().getFirst();
    AuditEntry unknown = fresh().getLast();
    assertThat(fresh()).hasSize(2);
    assertThat(unknown.after()).isEqualTo(known.after());
    assertThat(unknown.actor()).isEqualTo(known.actor());
  }

  @Test
  void signsNobodyInWhereItCannotBeWrittenDown() {
    control.audit.takesOnly(0);

    Answer right = login("ada", PASSWORD);
    Answer wrong = login("ada", "guess");

    assertThat(right.status()).isEqualTo(503);
    assertThat(right.error()).contains("nobody is signed in");
    assertThat(right.json().has("token")).isFalse();
    assertThat(wrong.status()).isEqualTo(401);
  }
}
