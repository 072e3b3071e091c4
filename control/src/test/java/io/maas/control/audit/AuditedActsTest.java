package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import io.maas.domain.access.Role;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.Result;
import io.maas.domain.audit.AuditEntry.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What acts leave in the audit log, through the API.
class AuditedActsTest {

  private ControlServer control;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.basics());
  }

  @AfterEach
  void stop() {
    control.close();
  }

  private AuditEntry last() {
    return control.audit.entries().getLast();
  }

  @Test
  void writesDownWhoDidWhatFromWhereAndWhatCameOfIt() {
    Answer answer =
        control.post(
            control.admin,
            "/v1/users",
            "{'name':'bob','roles':['auditor']}",
            "X-Request-ID",
            "trace-7",
            "X-Forwarded-For",
            "192.0.2.7");

    List<AuditEntry> entries = control.audit.entries();
    AuditEntry begun = entries.get(entries.size() - 2);
    AuditEntry ended = last();
    assertThat(answer.status()).isEqualTo(201);
    assertThat(begun.stage()).isEqualTo(Stage.BEGUN);
    assertThat(begun.act()).isEqualTo(ended.act());
    assertThat(ended.result()).isEqualTo(Result.DONE);
    assertThat(ended.tenant()).isEqualTo(ControlServer.TENANT);
    assertThat(ended.actor()).isEqualTo(new Actor("root", Actor.Kind.TOKEN, ""));
    assertThat(ended.from()).isEqualTo(new AuditEntry.From("192.0.2.7", "trace-7"));
    assertThat(ended.action()).isEqualTo("createUser");
    assertThat(ended.object()).isEqualTo(new AuditEntry.Thing("users", "bob"));
    assertThat(ended.before()).isNull();
    assertThat(ended.after()).contains("\"name\":\"bob\"").contains("auditor");
  }

  @Test
  void writesDownWhatWasThereBefore() {
    control.user("bob", "gold");
    String policy = "/v1/resources/maasauthpolicies/" + ControlServer.TENANT + "/everyone";

    control.delete(control.admin, "/v1/users/bob");
    AuditEntry user = last();
    control.delete(control.admin, policy);
    AuditEntry resource = last();
    control.apply(Declarations.subscription("gold", 5, "gold", List.of("phi"), 7));
    AuditEntry applied = last();

    assertThat(user.before()).contains("\"groups\":[\"gold\"]");
    assertThat(user.object().name()).isEqualTo("bob");
    assertThat(resource.before()).contains("system:authenticated");
    assertThat(resource.object())
        .isEqualTo(new AuditEntry.Thing("maasauthpolicies", ControlServer.TENANT + "/everyone"));
    assertThat(applied.before()).contains("200000");
    assertThat(applied.after()).contains("\"limit\":7").doesNotContain("200000");
    assertThat(applied.object().name()).isEqualTo(ControlServer.TENANT + "/gold");
  }

  @Test
  void writesDownNoCredential() {
    String alice = control.user("alice", "gold");
    String key = control.key(alice, "gold");
    String token = control.post(control.admin, "/v1/users/alice/tokens", "{}").text("token");
    control.put(control.admin, "/v1/secrets/llm/openai", "{'data':{'api-key':'of-the-provider'}}");

    assertThat(control.audit.entries())
        .extracting(AuditEntry::toString)
        .noneMatch(text -> text.contains(key) || text.contains(token))
        .noneMatch(text -> text.contains("of-the-provider"))
        .anyMatch(text -> text.contains("\"key\":\"***\""))
        .anyMatch(text -> text.contains("api-key"));
  }

  @Test
  void writesDownWhatIsRefused() {
    control.post(control.admin, "/v1/users", "{'name':'not a name'}");

    assertThat(last().result()).isEqualTo(Result.REFUSED);
    assertThat(last().status()).isEqualTo(400);
    assertThat(last().after()).contains("not a name");
  }

  @Test
  void writesDownWhoIsDenied() {
    String eve = control.granted("eve", Role.AUDITOR);

    control.delete(eve, "/v1/users/alice");
    AuditEntry known = last();
    control.delete("", "/v1/users/alice");
    AuditEntry stranger = last();

    assertThat(known.result()).isEqualTo(Result.DENIED);
    assertThat(known.actor().name()).isEqualTo("eve");
    assertThat(known.status()).isEqualTo(403);
    assertThat(known.object().name()).isEqualTo("alice");
    assertThat(stranger.actor()).isEqualTo(Actor.NOBODY);
    assertThat(stranger.status()).isEqualTo(401);
  }

  @Test
  void isNotFloodedByWhoIsDenied() {
    String alice = control.user("alice", "gold");
    int before = control.audit.entries().size();

    for (int i = 0; i < 20; i++) {
      assertThat(control.delete(alice, "/v1/users/bob").status()).isEqualTo(403);
    }

    assertThat(control.audit.entries()).hasSize(before + 1);
  }

  @Test
  void writesDownNothingOfReads() {
    int before = control.audit.entries().size();

    control.get(control.admin, "/v1/users");
    control.post(control.admin, "/v1/api-keys/search", "{}");

    assertThat(control.audit.entries()).hasSize(before);
  }

  @Test
  void tellsWhatMaasDoesFromWhatPeopleDo() {
    Answer answer = control.delete("token-of-files", "/v1/groups/gold");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(last().actor()).isEqualTo(new Actor("system:files", Actor.Kind.SYSTEM, ""));
  }

  @Test
  void doesNothingThatCannotBeWrittenDown() {
    control.audit.takesOnly(0);

    Answer answer = control.post(control.admin, "/v1/users", "{'name':'bob'}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).contains("nothing was done");
    assertThat(control.users.find(ControlServer.TENANT, "bob")).isEmpty();
  }

  @Test
  void answersForNothingWhoseEndCannotBeWrittenDown() {
    control.audit.takesOnly(1);

    Answer answer = control.post(control.admin, "/v1/users", "{'name':'bob'}");
    control.audit.takesOnly(Integer.MAX_VALUE);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).contains("it may have been done");
    assertThat(control.users.find(ControlServer.TENANT, "bob")).isPresent();
    JsonNode shown = control.get(control.admin, "/v1/audit?limit=1").json().at("/data/0");
    assertThat(shown.path("result").asText()).isEqualTo("unknown");
  }

  @Test
  void showsActsLatestFirstPageByPage() {
    for (String name : List.of("a", "b", "c")) {
      control.post(control.admin, "/v1/users", "{'name':'" + name + "'}");
    }

    Answer first = control.get(control.admin, "/v1/audit?kind=users&limit=2");
    Answer second =
        control.get(control.admin, "/v1/audit?kind=users&limit=2&after=" + first.text("next"));

    assertThat(names(first)).containsExactly("c", "b");
    assertThat(first.json().path("has_more").asBoolean()).isTrue();
    assertThat(names(second)).containsExactly("a");
    assertThat(second.json().path("has_more").asBoolean()).isFalse();
    Answer whole = control.get(control.admin, "/v1/audit?kind=users&limit=3");
    assertThat(whole.json().path("has_more").asBoolean()).isFalse();
    assertThat(names(control.get(control.admin, "/v1/audit?object=b"))).containsExactly("b");
    assertThat(names(control.get(control.admin, "/v1/audit?actor=nobody"))).isEmpty();
  }

  private static List<String> names(Answer answer) {
    return answer
        .json()
        .path("data")
        .valueStream()
        .map(line -> line.at("/object/name").asText())
        .toList();
  }

  @Test
  void complainsOfQuestionsThatCannotBeMeant() {
    for (String query :
        List.of("limit=0", "limit=101", "after=x", "after=0", "from=now", "to=yesterday")) {
      Answer answer = control.get(control.admin, "/v1/audit?" + query);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).contains("(expected: ");
    }
  }

  @Test
  void exportsEveryLine() {
    for (int i = 0; i < 250; i++) {
      control.post(control.admin, "/v1/groups", "{'name':'g" + i + "'}");
    }

    Answer answer = control.getText(control.admin, "/v1/audit/export");

    List<String> lines = answer.response().body().lines().toList();
    assertThat(answer.header("Content-Type")).isEqualTo("application/jsonl");
    assertThat(lines).hasSize(control.audit.entries().size()).hasSizeGreaterThan(500);
    assertThat(lines.getFirst()).startsWith("{\"seq\":1,");
    assertThat(lines.getLast()).contains("\"g249\"");
  }

  @Test
  void exportsWhatWasSignedIfAsked() {
    control.post(control.admin, "/v1/groups", "{'name':'g'}");
    long last = control.audit.entries().size();
    control.audit.signs(last);

    String plain = control.getText(control.admin, "/v1/audit/export").response().body();
    String signed =
        control.getText(control.admin, "/v1/audit/export?checkpoints=true").response().body();
    String early =
        control
            .getText(
                control.admin,
                "/v1/audit/export?checkpoints=true&to=" + ControlServer.NOW.minusSeconds(1))
            .response()
            .body();
    Answer wrong = control.get(control.admin, "/v1/audit/export?checkpoints=yes");

    assertThat(signed).startsWith(plain);
    assertThat(signed.substring(plain.length()))
        .startsWith("{\"checkpoint\":1,\"chain\":\"" + ControlServer.TENANT + "\",")
        .contains("\"last_seq\":" + last + ",\"hash\":\"0a\"")
        .hasLineCount(1);
    assertThat(early).isEmpty();
    assertThat(wrong.status()).isEqualTo(400);
  }

  @Test
  void verifies() {
    Answer answer = control.get(control.admin, "/v1/audit/verify");

    assertThat(answer.text("object")).isEqualTo("audit.verification");
    assertThat(answer.json().at("/chains/0/records").asInt())
        .isEqualTo(control.audit.entries().size());
    assertThat(control.get(control.admin, "/v1/audit/verify?after=x").status()).isEqualTo(400);
  }

  @Test
  void isReadByAuditorsAndAdministratorsOnly() {
    Map<String, Integer> expected =
        Map.of(
            control.user("alice"), 403,
            control.granted("eve", Role.AUDITOR), 200,
            control.granted("bob", Role.TENANT_ADMIN), 200);

    expected.forEach(
        (token, status) -> assertThat(control.get(token, "/v1/audit").status()).isEqualTo(status));
  }
}
