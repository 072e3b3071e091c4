package io.maas.domain.catalog;

import static io.maas.domain.catalog.Catalog.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision.Denied;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Explanation.Finding;
import io.maas.domain.catalog.Explanation.Kind;
import io.maas.domain.catalog.Explanation.Resource;
import io.maas.domain.catalog.Subscription.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private final Catalog catalog = new Catalog().model("llm/a");
  private final Principal caller = new Principal("tenant", "ada", List.of("users"), false, null);

  private Explanation explain(String model, @Nullable String requested) {
    return Explanation.of(catalog.snapshot(), caller, model, requested);
  }

  private static Resource resource(Kind kind, String name) {
    return new Resource(kind, name);
  }

  private static List<String> lines(Explanation explanation) {
    return explanation.findings().stream().map(ExplanationTest::line).toList();
  }

  private static String line(Finding finding) {
    return (finding.holds() ? "+ " : "- ")
        + finding.resource().kind()
        + " "
        + finding.resource().name()
        + ": "
        + finding.why();
  }

  @Test
  void namesTheSubscriptionAndThePolicyThatLetSomebodyIn() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "others", "llm/a");

    Explanation why = explain("a", null);

    assertThat(why.decision()).isInstanceOf(Granted.class);
    assertThat(why.decidedBy())
        .containsExactly(resource(Kind.SUBSCRIPTION, "ns/s"), resource(Kind.POLICY, "ns/users"));
    assertThat(lines(why))
        .containsExactly(
            "+ MODEL llm/a: it goes by this name",
            "+ SUBSCRIPTION ns/s: it gives the model to the caller",
            "- SUBSCRIPTION ns/t: its owners do not include the caller",
            "+ POLICY ns/users: it lets the caller use llm/a");
  }

  @Test
  void saysWhatTheGatewayWouldSay() {
    catalog
        .unguardedModel("llm/b")
        .policy("llm/b", "others")
        .model("llm/c")
        .subscription("ns/s", "users", "llm/b")
        .subscription("ns/t", "users", Phase.FAILED, "llm/c");
    Snapshot snapshot = catalog.snapshot();

    for (String model : List.of("a", "b", "c", "nothing", "llm/b")) {
      for (String named : new String[] {null, "s", "ns/t", "nothing"}) {
        assertThat(Explanation.of(snapshot, caller, model, named).decision())
            .as(model + " under " + named)
            .isEqualTo(snapshot.decide(caller, model, named));
      }
    }
  }

  @Test
  void namesTheModelThatNoPolicyOpens() {
    catalog
        .unguardedModel("llm/b")
        .policy("llm/b", "others")
        .subscription("ns/s", "users", "llm/b");

    Explanation why = explain("b", null);

    assertThat(why.decidedBy()).containsExactly(resource(Kind.MODEL, "llm/b"));
    assertThat(lines(why))
        .contains("- POLICY ns/others: its subjects do not include the caller, for llm/b");
  }

  @Test
  void namesTheSubscriptionThatIsNotReady() {
    catalog.subscription("ns/s", "users", Phase.FAILED, "llm/a");

    Explanation why = explain("a", null);

    assertThat(why.decidedBy()).containsExactly(resource(Kind.SUBSCRIPTION, "ns/s"));
    assertThat(lines(why)).contains("- SUBSCRIPTION ns/s: it is not ready");
  }

  @Test
  void namesAllThatHaveToBeChosenFrom() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "users", "llm/a");

    assertThat(explain("a", null).decidedBy())
        .containsExactlyInAnyOrder(
            resource(Kind.SUBSCRIPTION, "ns/s"), resource(Kind.SUBSCRIPTION, "ns/t"));
  }

  @Test
  void saysWhichTierIsHigher() {
    catalog.tier("ns/tier-free", "users", 0).tier("ns/tier-premium", "users", 5);

    Explanation why = explain("a", null);

    assertThat(why.decidedBy()).contains(resource(Kind.TIER, "ns/tier-premium"));
    assertThat(lines(why))
        .contains("- TIER ns/tier-free: the caller is in a higher tier: ns/tier-premium");
  }

  @Test
  void saysWhatAKeyIsBoundTo() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "users", "llm/a");
    Principal.KeyBinding key = new Principal.KeyBinding("k", "laptop", "ns/t", Instant.MAX);
    Principal withKey = new Principal("tenant", "ada", List.of("users"), false, key);

    Explanation why = Explanation.of(catalog.snapshot(), withKey, "a", null);

    assertThat(((Granted) why.decision()).subscription().id()).isEqualTo("ns/t");
    assertThat(lines(why)).contains("- SUBSCRIPTION ns/s: the key is bound to ns/t");
  }

  @Test
  void isDueToNothingWhereNothingIsThere() {
    Explanation why = explain("nothing", null);

    assertThat(why.decision()).isEqualTo(new Denied(new Refusal.UnknownModel("nothing")));
    assertThat(why.decidedBy()).isEmpty();
    assertThat(why.findings()).isEmpty();
    assertThat(catalog.snapshot().model(id("llm/a"))).isPresent();
  }

  @Test
  void isNoLongerThanPeopleRead() {
    for (int i = 0; i < 300; i++) {
      catalog.subscription("ns/s" + i, "others", "llm/a");
    }
    assertThat(explain("a", null).findings()).hasSize(200);
  }
}
