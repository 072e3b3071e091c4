package io.maas.control.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.control.http.ControlServer;
import io.maas.control.http.ControlServer.Answer;
import io.maas.control.http.Declarations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which subscription a new key is bound to: the highest priority, then the highest limit, then the
/// first name, of those that are ready; and how it is said that there is none.
class MintedSubscriptionTest {

  private static final String GOLD =
      "/v1/resources/maassubscriptions/models-as-a-service/gold/status";

  private ControlServer control;
  private String alice;

  @BeforeEach
  void start() {
    control = ControlServer.start();
    control.apply(Declarations.model("granite"));
    alice = control.user("alice", "team");
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void carriesTheGroupOfAllThatAreAuthenticatedForEveryIdentity() {
    assertThat(groups(control.admin)).contains("system:authenticated");
    assertThat(groups(alice)).containsExactlyInAnyOrder("team", "system:authenticated");
    declare("gold", 1, 10);
    assertThat(groups(control.key(alice, "gold"))).contains("system:authenticated");
  }

  private List<String> groups(String credential) {
    List<String> groups = new ArrayList<>();
    for (JsonNode group : control.get(credential, "/v1/whoami").json().path("groups")) {
      groups.add(group.asText());
    }
    return groups;
  }

  @Test
  void isTheOneOfHighestPriority() {
    declare("low", 1, 1_000_000);
    declare("high", 2, 10);

    assertThat(mint("").text("subscription")).isEqualTo("high");
  }

  @Test
  void isTheOneOfTheHighestLimitAmongThoseOfOnePriority() {
    declare("a-small", 7, 10);
    declare("z-large", 7, 20);

    assertThat(mint("").text("subscription")).isEqualTo("z-large");
  }

  @Test
  void isTheFirstByNameAmongThoseThatAreAlike() {
    declare("beta", 7, 10);
    declare("alpha", 7, 10);

    assertThat(mint("").text("subscription")).isEqualTo("alpha");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'Failed'", "'Pending'", "''", "null"})
  void isNoneThatIsNotReady(String phase) {
    declare("gold", 9, 10);
    declare("plain", 1, 10);
    control.reconcile();
    control.patch(control.admin, GOLD, "{'status':{'phase':" + phase + "}}");

    assertThat(mint("").text("subscription")).isEqualTo("plain");
  }

  @Test
  void needsNoPolicy() {
    declare("gold", 1, 10);

    assertThat(mint("").status()).isEqualTo(201);
    assertThat(mint(",'subscription':'gold'").status()).isEqualTo(201);
    assertThat(mint(",'subscription':'models-as-a-service/gold'").status()).isEqualTo(201);
  }

  @Test
  void isInvalidInOneWordWhereItIsUnknownOrAnothersOrNone() {
    control.apply(Declarations.subscription("theirs", 1, "others", List.of("granite"), 10));

    Answer unknown = mint(",'subscription':'nothing'");
    Answer theirs = mint(",'subscription':'theirs'");
    Answer none = mint("");

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.json().toString())
        .isEqualTo(
            "{\"error\":\"Unable to resolve a subscription for this API key\","
                + "\"code\":\"invalid_subscription\"}");
    assertThat(theirs.json()).isEqualTo(unknown.json());
    assertThat(theirs.status()).isEqualTo(400);
    assertThat(none.json()).isEqualTo(unknown.json());
    assertThat(none.status()).isEqualTo(400);
  }

  @Test
  void isForbiddenWhereItFailed() {
    control.apply(Declarations.subscription("gold", 1, "team", List.of("nowhere"), 10));

    Answer failed = mint(",'subscription':'gold'");

    assertThat(failed.status()).isEqualTo(403);
    assertThat(failed.text("code")).isEqualTo("subscription_not_ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'phase':''}", "{'phase':null}", "null"})
  void isNotReadyWhereNobodyReconciledItYet(String status) {
    declare("gold", 1, 10);
    control.reconcile();
    control.patch(control.admin, GOLD, "{'status':" + status + "}");

    Answer unreconciled = mint(",'subscription':'gold'");

    assertThat(unreconciled.status()).isEqualTo(400);
    assertThat(unreconciled.text("code")).isEqualTo("subscription_not_ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pending", "Degraded", "Active"})
  void isBoundWhereItIsNamedAndMayYetServe(String phase) {
    declare("gold", 1, 10);
    control.reconcile();
    control.patch(control.admin, GOLD, "{'status':{'phase':'" + phase + "'}}");

    assertThat(mint(",'subscription':'gold'").status()).isEqualTo(201);
  }

  private void declare(String name, int priority, long limit) {
    control.apply(Declarations.subscription(name, priority, "team", List.of("granite"), limit));
  }

  private Answer mint(String more) {
    return control.post(alice, "/v1/api-keys", "{'name':'laptop'" + more + "}");
  }
}
