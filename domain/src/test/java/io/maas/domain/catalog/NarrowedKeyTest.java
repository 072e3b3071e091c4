package io.maas.domain.catalog;

import static io.maas.domain.catalog.Catalog.key;
import static io.maas.domain.catalog.Catalog.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.KeyScope;
import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Decision.Denied;
import io.maas.domain.catalog.Decision.Granted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NarrowedKeyTest {

  private static final KeyScope ONLY_A = new KeyScope(List.of("llm/a"), List.of());

  private final Catalog catalog =
      new Catalog().model("llm/a").model("llm/b").subscription("ns/s", "users", "llm/a", "llm/b");

  @Test
  void isRefusedAModelThatItIsNotForAndTheKeyIsNamed() {
    Principal narrowed = key("ns/s", ONLY_A, null, "users");

    assertThat(catalog.snapshot().decide(narrowed, "b", null))
        .isEqualTo(new Denied(new Refusal.Forbidden("key laptop may not use model llm/b")));
    assertThat(catalog.snapshot().decide(narrowed, "a", null)).isInstanceOf(Granted.class);
  }

  @Test
  void isShownTheModelsThatItIsFor() {
    assertThat(catalog.snapshot().accessible(key("ns/s", ONLY_A, null, "users"), "ns/s"))
        .extracting(each -> each.model().id().toString())
        .containsExactly("llm/a");
  }

  @Test
  void isMeantOneOfSeveralModelsOfAName() {
    catalog.model("other/a").subscription("ns/t", "users", "llm/a", "other/a");

    assertThat(catalog.snapshot().decide(key("ns/t", "users"), "a", null))
        .isInstanceOfSatisfying(
            Denied.class,
            denied -> assertThat(denied.refusal()).isInstanceOf(Refusal.AmbiguousModel.class));
    assertThat(catalog.snapshot().decide(key("ns/t", ONLY_A, null, "users"), "a", null))
        .isInstanceOf(Granted.class);
  }

  @Test
  void standsUnderTheLimitsOfTheTeamWhoseItIs() {
    Team first = new Team("a-team", new Subjects(Set.of("users"), Set.of()), List.of());
    Team own = new Team("red", new Subjects(Set.of("users"), Set.of()), List.of());
    Overall overall = new Overall(List.of(), List.of(first, own));

    assertThat(overall.teamOf(user("users"))).isEqualTo(first);
    assertThat(overall.teamOf(key("ns/s", KeyScope.WHOLE, "red", "users"))).isEqualTo(own);
  }

  @Test
  void endsWithTheTeamWhoseItIs() {
    Snapshot withoutTeams = catalog.snapshot();
    Team red = new Team("red", new Subjects(Set.of("users"), Set.of()), List.of());
    Snapshot withRed =
        new Snapshot(
            1,
            "tenant",
            withoutTeams.models().toList(),
            withoutTeams.subscriptions().toList(),
            Map.of(Catalog.id("llm/a"), withoutTeams.policiesOf(Catalog.id("llm/a"))),
            new Overall(List.of(), List.of(red)));
    Principal ofRed = key("ns/s", KeyScope.WHOLE, "red", "users");

    assertThat(withRed.decide(ofRed, "a", null)).isInstanceOf(Granted.class);
    assertThat(withoutTeams.decide(ofRed, "a", null))
        .isEqualTo(new Denied(new Refusal.Forbidden("team red of the key is gone")));
  }
}
