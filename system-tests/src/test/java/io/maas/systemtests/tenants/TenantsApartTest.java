package io.maas.systemtests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.EventStream;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import io.maas.testkit.outage.Eventually;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneSite.class)
class TenantsApartTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String API = Administrator.API;

  /// What can be asked of a gateway and of a control plane, with a body where one is wanted.
  private static final List<String> ASKED =
      List.of(
          "POST /v1/chat/completions",
          "POST /v1/completions",
          "POST /v1/embeddings",
          "POST /v1/responses",
          "POST /v1/messages",
          "POST /v1/messages/count_tokens",
          "POST /ai-tenant-OTHER/granite/v1/chat/completions",
          "GET /v1/models",
          "GET /v1/models/granite",
          "GET /ai-tenant-OTHER/granite/v1/models",
          "GET /v1/subscriptions",
          "POST /v1/api-keys",
          "GET " + API + "/whoami",
          "GET " + API + "/models",
          "GET " + API + "/subscriptions",
          "GET " + API + "/model/granite/subscriptions",
          "POST " + API + "/api-keys",
          "POST " + API + "/api-keys/search",
          "POST " + API + "/api-keys/bulk-revoke",
          "GET " + API + "/api-keys/KEY",
          "DELETE " + API + "/api-keys/KEY",
          "POST " + API + "/tokens",
          "GET " + API + "/usage",
          "GET " + API + "/quota",
          "GET " + API + "/explain?user=alice&model=granite",
          "GET " + API + "/users",
          "GET " + API + "/users/alice",
          "DELETE " + API + "/users/alice",
          "POST " + API + "/users/alice/tokens",
          "GET " + API + "/groups",
          "GET " + API + "/secrets",
          "GET " + API + "/resources/maassubscriptions",
          "GET " + API + "/resources/maassubscriptions/ai-tenant-OTHER/gold",
          "DELETE " + API + "/resources/maassubscriptions/ai-tenant-OTHER/gold",
          "POST " + API + "/resources/apply");

  private final Site site;

  TenantsApartTest(Site site) {
    this.site = site;
  }

  @AfterEach
  void answersComeAtOnce() {
    site.simulator().tune(Map.of("inter-token-latency", "0ms"));
  }

  @Test
  void servesTwinsSideBySideAndKeepsTheirBooksApart() {
    Twin left = Twin.in(site, "left");
    Twin right = Twin.in(site, "right");

    // the same to the letter, so only the tenant tells their answers apart
    assertThat(left.ask("Hello").expect(200).header("x-maas-cache")).isEqualTo("miss");
    assertThat(right.ask("Hello").expect(200).header("x-maas-cache")).isEqualTo("miss");
    assertThat(left.ask("Hello").expect(200).header("x-maas-cache")).isEqualTo("hit");

    // by its host too
    assertThat(atHost(left, left.key().caller(), "/v1/models").expect(200).body())
        .contains("ai-tenant-left/granite")
        .doesNotContain("right");
    assertThat(atHost(right, left.key().caller(), "/v1/models").status()).isEqualTo(401);

    // a model of the other's is none
    assertThat(
            left.key()
                .caller()
                .post(Chat.PATH, Chat.of("ai-tenant-right/granite", "Hello", 5))
                .expect(404)
                .json()
                .at("/error/code")
                .asText())
        .isEqualTo("model_not_found");

    // four requests are what each tenant has in a day
    assertThat(left.ask("Again").status()).isEqualTo(200);
    assertThat(left.ask("And again").status()).isEqualTo(200);
    assertThat(left.ask("Once more").status()).isEqualTo(402);
    assertThat(right.ask("Again").status()).isEqualTo(200);

    site.maas().awaitDrained();
    assertThat(requests(left)).isEqualTo(4);
    assertThat(requests(right)).isEqualTo(2);
    String metrics = Caller.at(site.maas().managementUrl()).get("/metrics").expect(200).body();
    assertThat(metrics.lines().filter(line -> line.startsWith("authorized_calls")))
        .anyMatch(line -> line.contains("tenant_name=\"left\""))
        .anyMatch(line -> line.contains("tenant_name=\"right\""));
  }

  private static long requests(Twin twin) {
    JsonNode rows =
        twin.admin().caller().get(API + "/usage?group_by=user").expect(200).json().path("data");
    assertThat(rows).hasSize(1);
    assertThat(rows.at("/0/user").asText()).isEqualTo("alice");
    return rows.at("/0/requests").asLong();
  }

  private Answer atHost(Twin twin, Caller shown, String path) {
    Caller root = new Caller(shown.client(), site.maas().url(), shown.credential());
    return root.send(root.request(path).header("Host", twin.name() + ".example").GET());
  }

  @Test
  void knowsNobodyOfOneTenantAtAnotherDoor() {
    Twin one = Twin.in(site, "one");
    Twin other = Twin.in(site, "other");
    int asked = 0;
    for (String line : ASKED) {
      String question = line.replace("OTHER", "other").replace("KEY", other.key().id());
      for (String door : List.of("/t/other", "", "/t/nobody")) {
        Answer stranger = ask(one.key().caller().as("maas-stranger"), door, question);
        for (Caller caller : List.of(one.key().caller(), one.alice(), one.admin().caller())) {
          Answer answer = ask(caller, door, question);

          assertThat(answer.status()).as(door + " " + question).isEqualTo(401);
          assertThat(said(answer)).as(question).isEqualTo(said(stranger));
          asked++;
        }
      }
    }
    assertThat(asked).isEqualTo(ASKED.size() * 9);
    assertThat(other.ask("Still there?").status()).isEqualTo(200);
  }

  private Answer ask(Caller caller, String door, String question) {
    String[] parts = question.split(" ", 2);
    Caller there = new Caller(caller.client(), site.maas().url() + door, caller.credential());
    return there.send(
        there
            .request(parts[1])
            .header("Content-Type", "application/json")
            .method(parts[0], BodyPublishers.ofString("{\"model\":\"granite\",\"messages\":[]}")));
  }

  /// What an answer says, but for the request's own id.
  private static String said(Answer answer) {
    return answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
  }

  @Test
  void showsATenantsAdministratorNothingOfAnother() {
    Twin mine = Twin.in(site, "mine");
    Twin yours = Twin.in(site, "yours");
    Caller admin = mine.admin().caller();

    for (String path :
        List.of(
            "/api-keys/" + yours.key().id(),
            "/resources/maassubscriptions/ai-tenant-yours/gold",
            "/resources/maassubscriptions/ai-tenant-mine/none",
            "/resources/aitenants/ai-tenants/yours")) {
      assertThat(admin.get(API + path).status()).as(path).isEqualTo(404);
      assertThat(admin.delete(API + path).status()).as(path).isEqualTo(404);
    }
    for (String path :
        List.of(
            "/users",
            "/usage?group_by=subscription",
            "/resources/maasmodelrefs",
            "/resources/maassubscriptions",
            "/resources/aitenants",
            "/secrets",
            "/groups",
            "/quota?user=alice")) {
      assertThat(admin.get(API + path).expect(200).body()).as(path).doesNotContain("yours");
    }
    assertThat(admin.get(API + "/gateways").status()).isEqualTo(403);
  }

  @Test
  void endsEverythingOfATenantThatIsDeletedAndKeepsItsBooks() {
    Twin going = Twin.in(site, "going");
    Twin staying = Twin.in(site, "staying");
    Caller platform = site.administrator().caller();
    site.simulator().tune(Map.of("inter-token-latency", "50ms"));
    JsonNode story = Chat.longStream("granite", "Tell me a long story", 2000);
    try (EventStream stream = going.key().caller().stream(Chat.PATH, story)) {
      assertThat(stream.next()).contains("chat.completion.chunk");

      // when
      platform.delete(API + "/resources/aitenants/ai-tenants/going").expect(200);

      // then its streams end with an error
      List<String> rest = stream.rest();
      assertThat(rest.getLast()).isEqualTo(EventStream.DONE);
      assertThat(Answer.tree(rest.get(rest.size() - 2)).at("/error/code").asText())
          .isEqualTo("invalid_api_key");
    }
    site.simulator().tune(Map.of("inter-token-latency", "0ms"));
    Eventually.holds(
        "the tenant is gone",
        SOON,
        () -> platform.get(API + "/resources/aitenants/ai-tenants/going").status() == 404);
    assertThat(going.ask("Anybody there?").status()).isEqualTo(401);
    assertThat(going.alice().get(API + "/whoami").status()).isEqualTo(401);
    assertThat(going.admin().caller().get(API + "/users").status()).isEqualTo(401);
    JsonNode left =
        platform
            .get(API + "/resources/maassubscriptions?namespace=ai-tenant-going")
            .expect(200)
            .json();
    assertThat(left.path("data")).isEmpty();
    assertThat(staying.ask("And you?").status()).isEqualTo(200);

    // and whoever asks for the name again finds the books, and none of the people
    site.maas().awaitDrained();
    Twin again = Twin.in(site, "going");
    assertThat(requests(again)).isEqualTo(1);
  }
}
