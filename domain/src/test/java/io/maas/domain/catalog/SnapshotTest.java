package io.maas.domain.catalog;

import static io.maas.domain.catalog.Catalog.id;
import static io.maas.domain.catalog.Catalog.key;
import static io.maas.domain.catalog.Catalog.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision.Denied;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Subscription.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTest {

  private static final String NO_ACCESS = "access denied to requested subscription";

  private final Catalog catalog = new Catalog().model("llm/a", "publishers/llm/models/a", "x/a");

  @Test
  void grantsAModelUnderTheOneSubscriptionThatContainsIt() {
    catalog.model("llm/b").subscription("ns/s", "users", "llm/a").subscription("ns/t", "users");

    Decision decision = catalog.snapshot().decide(user("users"), id("llm/a"), null);

    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(((Granted) decision).model().id()).isEqualTo(id("llm/a"));
    assertThat(((Granted) decision).subscription().id()).isEqualTo("ns/s");
    assertThat(((Granted) decision).policy()).isEqualTo("ns/users");
  }

  @Test
  void findsAModelByAllItsNames() {
    catalog.subscription("ns/s", "users", "llm/a");

    for (String name : List.of("llm/a", "a", "publishers/llm/models/a", "x/a")) {
      assertThat(decide(name)).as(name).isEqualTo("llm/a under ns/s");
    }
  }

  @Test
  void knowsNoOtherModels() {
    for (String name : List.of("b", "llm/b", "other/a", "A", "", "/", "/a", "llm/", "a/")) {
      assertThat(catalog.snapshot().decide(user("users"), name, null))
          .as(name)
          .isEqualTo(new Denied(new Refusal.UnknownModel(name)));
    }
    assertThat(catalog.snapshot().decide(user("users"), id("llm/b"), null))
        .isEqualTo(new Denied(new Refusal.UnknownModel("llm/b")));
  }

  @Test
  void prefersAFullIdToANameAndANameToAnAlias() {
    catalog.model("x/a").model("llm/c", "b", "x/a").model("llm/b");
    catalog.subscription("ns/s", "users", "llm/a", "x/a", "llm/b", "llm/c");

    assertThat(decide("x/a")).isEqualTo("x/a under ns/s");
    assertThat(decide("b")).isEqualTo("llm/b under ns/s");
  }

  @Test
  void meansTheOneOfSeveralModelsThatTheCallerCanUse() {
    catalog.model("other/a").subscription("ns/s", "users", "other/a");

    assertThat(decide("a")).isEqualTo("other/a under ns/s");
  }

  @Test
  void refusesANameThatMeansSeveralUsableModelsAndNamesThem() {
    catalog.model("other/a").subscription("ns/s", "users", "llm/a", "other/a");

    assertThat(catalog.snapshot().decide(user("users"), "a", null))
        .isEqualTo(new Denied(new Refusal.AmbiguousModel("a", List.of("llm/a", "other/a"))));
  }

  @Test
  void saysWhyNoneOfSeveralModelsCanBeUsed() {
    catalog.model("other/a");

    assertThat(decide("a")).isEqualTo("no matching subscription found for user");
  }

  @Test
  void asksToChooseAmongSeveralSubscriptions() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "users", "llm/a");

    assertThat(decide("a"))
        .isEqualTo(
            "user has access to multiple subscriptions, must specify subscription using"
                + " X-MaaS-Subscription header");
    assertThat(decide("a", "t")).isEqualTo("llm/a under ns/t");
    assertThat(decide("a", "ns/s")).isEqualTo("llm/a under ns/s");
  }

  @Test
  void countsOnlyTheCallersOwnSubscriptions() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "others", "llm/a");

    assertThat(decide("a")).isEqualTo("llm/a under ns/s");
    assertThat(decide("a", "t")).isEqualTo(NO_ACCESS);
  }

  @Test
  void doesNotTellASubscriptionOfOthersFromOneThatIsNot() {
    catalog.subscription("ns/t", "others", "llm/a");

    assertThat(decide("a", "t")).isEqualTo(decide("a", "none")).isEqualTo(NO_ACCESS);
  }

  @Test
  void findsASubscriptionByItsFullNameBeforeItsBareName() {
    catalog.subscription("b/s", "users", "llm/a").subscription("a/s", "users");

    assertThat(decide("a", "b/s")).isEqualTo("llm/a under b/s");
    assertThat(catalog.snapshot().find("s").map(Subscription::id)).contains("a/s");
    assertThat(catalog.snapshot().find("c/s")).isEmpty();
  }

  @Test
  void saysThatASubscriptionDoesNotIncludeTheModel() {
    catalog.model("llm/b").subscription("ns/s", "users", "llm/b");

    assertThat(decide("a", "s")).isEqualTo("subscription s does not include model llm/a");
  }

  @Test
  void holdsAKeyToItsSubscription() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "users", "llm/a");
    Snapshot snapshot = catalog.snapshot();

    assertThat(told(snapshot.decide(key("ns/t", "users"), "a", null)))
        .isEqualTo("llm/a under ns/t");
    assertThat(told(snapshot.decide(key("t", "users"), "a", null))).isEqualTo("llm/a under ns/t");
    assertThat(told(snapshot.decide(key("ns/t", "users"), "a", "s"))).isEqualTo("llm/a under ns/t");
  }

  @Test
  void refusesAKeyWhoseSubscriptionIsGoneOrNoLongerItsOwners() {
    catalog.subscription("ns/s", "users", "llm/a").subscription("ns/t", "others", "llm/a");
    Snapshot snapshot = catalog.snapshot();

    assertThat(told(snapshot.decide(key("ns/gone", "users"), "a", null)))
        .isEqualTo("the key's subscription is no longer accessible");
    assertThat(told(snapshot.decide(key("ns/t", "users"), "a", null)))
        .isEqualTo("the key's subscription is no longer accessible");
  }

  @Test
  void needsAPolicyToo() {
    catalog.unguardedModel("llm/b").policy("llm/b", "others");
    catalog.subscription("ns/s", "users", "llm/b");

    assertThat(decide("b")).isEqualTo("no policy grants access to model llm/b");
    assertThat(told(catalog.snapshot().decide(user("users", "others"), "b", null)))
        .isEqualTo("llm/b under ns/s");
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void servesOnlyUnderSubscriptionsThatAreReady(Phase phase) {
    catalog.subscription("ns/s", "users", phase, "llm/a");

    boolean serves = phase == Phase.ACTIVE || phase == Phase.DEGRADED;
    String expected = serves ? "llm/a under ns/s" : "subscription s is not ready";
    assertThat(decide("a")).isEqualTo(expected);
    assertThat(decide("a", "s")).isEqualTo(expected);
    assertThat(catalog.snapshot().accessible(user("users"), null)).hasSize(serves ? 1 : 0);
  }

  @Test
  void fallsBackToTheHighestTierOfTheCaller() {
    catalog.tier("ns/low", "users", 0).tier("ns/high", "vip", 2).tier("ns/mid", "users", 1);

    assertThat(decide("a")).isEqualTo("llm/a under ns/mid");
    assertThat(told(catalog.snapshot().decide(user("users", "vip"), "a", null)))
        .isEqualTo("llm/a under ns/high");
    assertThat(decide("a", "low")).isEqualTo(NO_ACCESS);
    assertThat(decide("a", "mid")).isEqualTo("llm/a under ns/mid");
  }

  @Test
  void takesTheFirstOfTiersOfOneLevel() {
    catalog.tier("ns/z", "users", 1).tier("ns/a", "users", 1);

    assertThat(decide("a")).isEqualTo("llm/a under ns/z");
  }

  @Test
  void prefersAnExplicitSubscriptionToATier() {
    catalog.tier("ns/tier", "users", 9).subscription("ns/s", "users", "llm/a").model("llm/b");

    assertThat(decide("a")).isEqualTo("llm/a under ns/s");
    assertThat(decide("b")).isEqualTo("llm/b under ns/tier");
  }

  @Test
  void listsWhatTheCallerCanUseAndThroughWhat() {
    catalog.model("llm/b").unguardedModel("llm/c").tier("ns/tier", "users", 0);
    catalog.subscription("ns/s", "users", "llm/b", "llm/c").subscription("ns/t", "o", "llm/a");

    assertThat(listed(null)).containsExactly("llm/a [ns/tier]", "llm/b [ns/s, ns/tier]");
    assertThat(listed("s")).containsExactly("llm/b [ns/s]");
    assertThat(listed("t")).isEmpty();
    assertThat(listed("none")).isEmpty();
    assertThat(catalog.snapshot().usable(user("users")).stream().map(Subscription::id))
        .containsExactly("ns/s", "ns/tier");
  }

  @Test
  void anEmptyTenantHasNothing() {
    Snapshot empty = Snapshot.empty("tenant");

    assertThat(empty.models()).isEmpty();
    assertThat(empty.subscriptions()).isEmpty();
    assertThat(empty.version()).isZero();
    assertThat(told(empty.decide(user("users"), "a", null))).isEqualTo("UnknownModel[model=a]");
  }

  private List<String> listed(@Nullable String subscription) {
    return catalog.snapshot().accessible(user("users"), subscription).stream()
        .map(each ->
            each.model().id() + " " + each.subscriptions().stream().map(Subscription::id).toList())
        .toList();
  }

  private String decide(String model) {
    return told(catalog.snapshot().decide(user("users"), model, null));
  }

  private String decide(String model, String subscription) {
    return told(catalog.snapshot().decide(user("users"), model, subscription));
  }

  private static String told(Decision decision) {
    return switch (decision) {
      case Granted granted -> granted.model().id() + " under " + granted.subscription().id();
      case Denied(Refusal.Forbidden(String message)) -> message;
      case Denied(Refusal refusal) -> refusal.toString();
    };
  }
}
