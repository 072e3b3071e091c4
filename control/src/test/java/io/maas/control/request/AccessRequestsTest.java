package io.maas.control.request;

import static io.maas.control.http.ControlServer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRequestsTest {

  private static final String ASK = "{'subscription':'gold','reason':'for a demo'}";

  private ControlServer control;
  private String bob;
  private String lead;
  private String other;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
    control.apply(gold());
    bob = control.user("bob");
    lead = control.user("lead", "leads");
    other = control.user("other");
  }

  private static String gold() {
    return Declarations.subscription("gold", 20, "gold", List.of("granite", "phi"), 200_000)
        .replace(
            "  priority: 20",
            "  priority: 20\n"
                + "  requests: {enabled: true, approvers: {groups: [{name: leads}]}}");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private Answer ask(String token) {
    return control.post(token, "/v1/subscription-requests", ASK);
  }

  private Answer answer(String token, String id, String what, String body) {
    return control.post(token, "/v1/subscription-requests/" + id + "/" + what, body);
  }

  private Answer mint(String token) {
    return control.post(token, "/v1/api-keys", "{'name':'laptop','subscription':'gold'}");
  }

  @Test
  void offersWhatMayBeAskedForUntilItIsOnesOwn() {
    assertThat(control.get(bob, "/v1/subscription-offers").response().body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"name\":\"gold\",\"displayName\":\"The gold\","
                + "\"models\":[\"llm/granite\",\"llm/phi\"]}],\"has_more\":false}");

    answer(lead, ask(bob).text("id"), "approve", "");

    assertThat(control.get(bob, "/v1/subscription-offers").json().path("data")).isEmpty();
  }

  @Test
  void givesASubscriptionToWhoeverAskedOnceItIsApproved() {
    Answer asked = ask(bob);
    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.text("status")).isEqualTo("open");
    assertThat(mint(bob).status()).isEqualTo(400);

    Answer approved = answer(lead, asked.text("id"), "approve", "{'note':'welcome'}");

    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.text("status")).isEqualTo("approved");
    assertThat(approved.text("decidedBy")).isEqualTo("lead");
    assertThat(approved.text("note")).isEqualTo("welcome");
    assertThat(approved.json().has("modelsWithoutPolicy")).isFalse();
    assertThat(mint(bob).status()).isEqualTo(201);
    assertThat(mint(other).status()).isEqualTo(400);
  }

  /// Whoever is called so later is somebody else.
  @Test
  void goesWithTheUserWhoIsDeleted() {
    control.post(control.admin, "/v1/users", "{'name':'bob'}");
    String id = ask(bob).text("id");
    answer(lead, id, "approve", "");
    assertThat(mint(bob).status()).isEqualTo(201);

    assertThat(control.delete(control.admin, "/v1/users/bob").status()).isEqualTo(204);

    control.post(control.admin, "/v1/users", "{'name':'bob'}");
    String next = control.user("bob");
    assertThat(mint(next).status()).isEqualTo(400);
    assertThat(control.get(lead, "/v1/subscription-requests/" + id).text("status"))
        .isEqualTo("revoked");
  }

  @Test
  void outlivesWhateverIsAppliedAgain() {
    answer(lead, ask(bob).text("id"), "approve", "");

    control.apply(gold().replace("priority: 20", "priority: 21"));

    assertThat(mint(bob).status()).isEqualTo(201);
    assertThat(
            control
                .get(control.admin, "/v1/resources/maassubscription/models-as-a-service/gold")
                .response()
                .body())
        .doesNotContain("bob");
  }

  @Test
  void saysWhichModelsNoPolicyLetsTheUserUse() {
    control.apply(Declarations.policy("everyone", List.of("granite"), "system:authenticated"));

    Answer approved = answer(lead, ask(bob).text("id"), "approve", "");

    assertThat(approved.json().path("modelsWithoutPolicy").toString()).isEqualTo("[\"llm/phi\"]");
  }

  @Test
  void givesNothingWhenItIsDenied() {
    String id = ask(bob).text("id");

    Answer denied = answer(lead, id, "deny", "{'note':'not yet'}");

    assertThat(denied.text("status")).isEqualTo("denied");
    assertThat(mint(bob).status()).isEqualTo(400);
    assertThat(control.get(bob, "/v1/subscription-requests/" + id).text("note"))
        .isEqualTo("not yet");
    assertThat(ask(bob).status()).isEqualTo(201);
  }

  @Test
  void tellsWhoeverComesLateWhatWasDecided() {
    String id = ask(bob).text("id");
    answer(lead, id, "approve", "");

    Answer late = answer(control.admin, id, "deny", "");

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.error()).isEqualTo("request " + id + ": approved by lead (expected: open)");
    assertThat(late.text("status")).isEqualTo("approved");
  }

  @Test
  void takesBackWhatWasGiven() {
    String id = ask(bob).text("id");
    answer(lead, id, "approve", "");
    mint(bob);

    Answer revoked = answer(lead, id, "revoke", "{'note':'over'}");

    assertThat(revoked.text("status")).isEqualTo("revoked");
    assertThat(revoked.text("endedBy")).isEqualTo("lead");
    assertThat(revoked.text("endNote")).isEqualTo("over");
    assertThat(mint(bob).status()).isEqualTo(400);
    assertThat(answer(lead, id, "revoke", "").status()).isEqualTo(409);
  }

  @Test
  void endsByItselfWhereItIsForATime() {
    String id = ask(bob).text("id");
    Answer approved = answer(lead, id, "approve", "{'expiresIn':'1d'}");
    assertThat(approved.text("expiresAt")).isEqualTo("2026-03-02T12:00:00Z");

    control.now.set(NOW.plus(Duration.ofDays(1)));

    assertThat(control.get(bob, "/v1/subscription-requests/" + id).text("status"))
        .isEqualTo("ended");
    assertThat(mint(bob).status()).isEqualTo(400);
    assertThat(ask(bob).status()).isEqualTo(201);
  }

  @Test
  void takesOneRequestAtATime() {
    ask(bob);

    assertThat(ask(bob).status()).isEqualTo(409);
    assertThat(ask(other).status()).isEqualTo(201);
  }

  @Test
  void letsWhoeverAskedWithdraw() {
    String id = ask(bob).text("id");

    assertThat(control.delete(other, "/v1/subscription-requests/" + id).status()).isEqualTo(404);
    assertThat(control.delete(lead, "/v1/subscription-requests/" + id).status()).isEqualTo(404);
    assertThat(control.delete(bob, "/v1/subscription-requests/" + id).text("status"))
        .isEqualTo("withdrawn");
    assertThat(control.delete(bob, "/v1/subscription-requests/" + id).status()).isEqualTo(409);
    assertThat(answer(lead, id, "approve", "").status()).isEqualTo(409);
  }

  @Test
  void isHiddenFromOthersAndAnsweredByApproversOnly() {
    String id = ask(bob).text("id");

    Answer foreign = answer(other, id, "approve", "");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.json()).isEqualTo(answer(other, "no-such", "approve", "").json());
    assertThat(answer(bob, id, "approve", "").status()).isEqualTo(403);
    assertThat(control.get(other, "/v1/subscription-requests/" + id).status()).isEqualTo(404);
    assertThat(control.get(lead, "/v1/subscription-requests/" + id).status()).isEqualTo(200);
  }

  @Test
  void letsNobodyButAnAdministratorAnswerTheirOwn() {
    String id = ask(lead).text("id");
    assertThat(answer(lead, id, "approve", "").status()).isEqualTo(403);

    String own = ask(control.admin).text("id");
    assertThat(answer(control.admin, own, "approve", "").status()).isEqualTo(200);
  }

  @Test
  void listsOnesOwnAndWhatOneMayAnswer() {
    ask(bob);
    ask(other);

    assertThat(control.get(bob, "/v1/subscription-requests").json().path("data")).hasSize(1);
    assertThat(control.get(lead, "/v1/subscription-requests").json().path("data")).hasSize(2);
    assertThat(control.get(control.admin, "/v1/subscription-requests").json().path("data"))
        .hasSize(2);
    Answer page = control.get(lead, "/v1/subscription-requests?limit=1&status=open");
    assertThat(page.json().path("data")).hasSize(1);
    assertThat(page.json().path("has_more").asBoolean()).isTrue();
    assertThat(control.get(lead, "/v1/subscription-requests?status=denied").json().path("data"))
        .isEmpty();
    assertThat(
            control.get(lead, "/v1/subscription-requests?subscription=silver").json().path("data"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|400|subscription: missing (expected: the name of one that may be asked for)",
        "{'subscription':'silver'}|404|subscription silver not found, or not one to ask for",
        "{'subscription':'none'}|404|subscription none not found, or not one to ask for",
        "{'subscription':'gold','reason':7}|400|reason: a number (expected: a string)",
        "{'subscription':'gold','reason':'a\\u0007'}|400|reason: a control character",
      })
  void saysWhatCannotBeAskedFor(String body, int status, String message) {
    Answer answer = control.post(bob, "/v1/subscription-requests", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).contains(message);
  }

  @Test
  void saysThatItIsOnesOwnAlready() {
    Answer answer = ask(control.user("alice", "gold"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.error()).contains("yours already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0|limit: 0 (expected: 1 to 100)",
        "limit=101|limit: 101 (expected: 1 to 100)",
        "offset=-1|offset: -1 (expected: 0 to 999999999)",
        "status=gone|status: gone (expected: open, approved",
      })
  void saysWhatCannotBeListed(String query, String message) {
    Answer answer = control.get(bob, "/v1/subscription-requests?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).contains(message);
  }
}
