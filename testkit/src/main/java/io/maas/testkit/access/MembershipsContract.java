package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Memberships.Change;
import io.maas.domain.access.Memberships.Due;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What everybody must do who keeps who is in which group.
public abstract class MembershipsContract {

  private static final String SSO = "https://sso.example.com";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// An empty store; the same throughout one test.
  protected abstract Memberships memberships();

  /// The keys beside it.
  protected abstract ApiKeys keys();

  /// The users beside it.
  protected abstract Users users();

  @Test
  void isDueOnceALoginSaysOtherGroupsThanTheKeysHave() {
    key("ada", "team-a", "team-b");

    assertThat(memberships().note(said("ada", 0, "team-b", "team-a"), NOW)).isFalse();
    assertThat(all()).isEmpty();

    assertThat(memberships().note(said("ada", 1, "team-a"), NOW)).isTrue();
    assertThat(all())
        .singleElement()
        .satisfies(
            due -> assertThat(due.groups()).containsExactly("team-a", "system:authenticated"));
    assertThat(all()).isEmpty();
  }

  @Test
  void takesTheImpliedGroupForNoDifference() {
    key("ada", "team-a", "system:authenticated");
    key("ada", "team-a");

    assertThat(memberships().note(said("ada", 0, "system:authenticated", "team-a"), NOW)).isFalse();
  }

  @Test
  void isUndoneByNothingOlder() {
    key("ada", "team-a");
    memberships().note(said("ada", 10, "team-a"), NOW);

    assertThat(memberships().note(said("ada", 9, "team-a", "team-b"), NOW)).isFalse();
    assertThat(memberships().note(said("ada", 9), NOW)).isFalse();
    assertThat(all()).isEmpty();

    assertThat(memberships().note(said("ada", 11), NOW)).isTrue();
  }

  @Test
  void believesOfTwoThingsSaidAtOneMomentWhatBothSay() {
    key("ada", "a", "b", "c");
    key("bob", "a", "b", "c");
    memberships().note(said("ada", 5, "a", "b"), NOW);
    memberships().note(said("ada", 5, "b", "c"), NOW);
    memberships().note(said("bob", 5, "b", "c"), NOW);
    memberships().note(said("bob", 5, "a", "b"), NOW);

    assertThat(all())
        .hasSize(2)
        .allSatisfy(due -> assertThat(due.groups()).containsExactly("b", "system:authenticated"));
    assertThat(memberships().note(said("ada", 5, "a", "b"), NOW)).isFalse();
  }

  @Test
  void asksOnlyAboutLiveKeysOfTheirOwn() {
    keys().insert(KeysAtHand.key("ada", "gone"), CredentialHash.of("gone"));
    keys().revokeAll(TENANT, "ada", null, false, NOW);
    keys().insert(KeysAtHand.key("ada", "team's").ofTeam("red"), CredentialHash.of("team"));
    keys().insert(KeysAtHand.expiring(KeysAtHand.key("ada", "old"), NOW), CredentialHash.of("old"));
    keys()
        .insert(
            KeysAtHand.ofTenant(KeysAtHand.key("ada", "other's"), "other"),
            CredentialHash.of("other"));

    assertThat(memberships().note(said("ada", 0), NOW)).isFalse();

    StoredKey paused = key("ada", "team-a");
    keys().pause(TENANT, paused.id(), NOW);
    assertThat(memberships().compare(TENANT, "ada", NOW)).isTrue();
    assertThat(all())
        .singleElement()
        .satisfies(
            due -> assertThat(due.keys()).extracting(StoredKey::id).containsExactly(paused.id()));
  }

  @Test
  void addsUpWhatSeveralSay() {
    key("ada", "x");
    users().create(new Users.User(TENANT, "ada", false, List.of("local"), NOW));
    memberships().note(said("ada", 1, "a"), NOW);
    memberships().note(new Said(TENANT, "ada", "kubernetes", List.of("k"), NOW), NOW);

    assertThat(all())
        .singleElement()
        .satisfies(due ->
            assertThat(due.groups()).containsExactly("a", "k", "local", "system:authenticated"));
  }

  /// No person's login says anything of a program's keys, not even under its name.
  @Test
  void hearsNothingOfAProgram() {
    key("robot", "ci");
    memberships().note(said("robot", 1, "early"), NOW);
    users()
        .create(
            new Users.User(
                TENANT, "robot", Set.of(), List.of("ci"), NOW, Kind.SERVICE, Subjects.NONE));

    assertThat(memberships().note(said("robot", 2), NOW)).isFalse();
    assertThat(memberships().compare(TENANT, "robot", NOW)).isFalse();
    assertThat(all())
        .allSatisfy(due -> assertThat(due.groups()).containsExactly("ci", "system:authenticated"));
  }

  @Test
  void isDueWhenALocalUsersGroupsChange() {
    users().create(new Users.User(TENANT, "ada", false, List.of("red"), NOW));
    users().createGroup(TENANT, "blue");
    key("ada", "red");

    users().addToGroup(TENANT, "blue", "ada");
    assertThat(all()).hasSize(1);
    users().removeFromGroup(TENANT, "blue", "ada");
    assertThat(all()).hasSize(1);
    users().deleteGroup(TENANT, "red");

    assertThat(all())
        .singleElement()
        .satisfies(due -> assertThat(due.groups()).containsExactly("system:authenticated"));
  }

  @Test
  void plansNothingForThoseOfWhomNothingIsKnown() {
    key("ada", "team-a");

    assertThat(memberships().compare(TENANT, "ada", NOW)).isTrue();

    assertThat(all()).isEmpty();
  }

  @Test
  void doesWhatIsPlanned() {
    StoredKey stays = key("ada", "a");
    StoredKey goes = key("ada", "b");
    memberships().note(said("ada", 0, "a", "c"), NOW);

    review(due ->
        List.of(new Change.Regrouped(stays.id(), due.groups()), new Change.Revoked(goes.id())));

    assertThat(keys().find(TENANT, stays.id()).orElseThrow().groups())
        .containsExactly("a", "c", "system:authenticated");
    assertThat(keys().find(TENANT, stays.id()).orElseThrow().status())
        .isEqualTo(StoredKey.Status.ACTIVE);
    assertThat(keys().find(TENANT, goes.id()).orElseThrow().status())
        .isEqualTo(StoredKey.Status.REVOKED);
    assertThat(memberships().compare(TENANT, "ada", NOW)).isFalse();
  }

  @Test
  void staysDueAndAsItWasWherePlanningFails() {
    StoredKey key = key("ada", "a", "b");
    memberships().note(said("ada", 0, "a"), NOW);

    assertThatThrownBy(() ->
            memberships()
                .review(
                    _ -> {
                      throw new IllegalStateException("not written down");
                    },
                    NOW))
        .hasMessageContaining("not written down");

    assertThat(keys().find(TENANT, key.id()).orElseThrow().groups()).containsExactly("a", "b");
    assertThat(all()).hasSize(1);
  }

  @Test
  void isLookedAtOnceHoweverManyLook() {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "user" + i).toList();
    names.forEach(name -> key(name, "a"));
    names.forEach(name -> memberships().note(said(name, 0, "b"), NOW));
    List<String> seen = Collections.synchronizedList(new ArrayList<>());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> looking = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        looking.add(
            threads.submit(() ->
                review(due -> {
                  seen.add(due.user());
                  return List.of();
                })));
      }
      assertThat(looking).allSatisfy(one -> assertThat(one).succeedsWithin(PATIENCE));
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void believesTheLatestOfManyThatComeAtOnce() {
    key("ada", "z");

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> notes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Said one = said("ada", i, "g" + i);
        notes.add(threads.submit(() -> memberships().note(one, NOW)));
      }
      assertThat(notes).allSatisfy(one -> assertThat(one).succeedsWithin(PATIENCE));
    }

    assertThat(all())
        .last()
        .satisfies(due -> assertThat(due.groups()).containsExactly("g19", "system:authenticated"));
  }

  @Test
  void forgetsAllOfATenant() {
    key("ada", "a");
    memberships().note(said("ada", 5, "b"), NOW);

    memberships().forget(TENANT);

    assertThat(all()).isEmpty();
    assertThat(memberships().note(said("ada", 1, "b"), NOW)).isTrue();
  }

  private StoredKey key(String user, String... groups) {
    StoredKey key = KeysAtHand.key(user, "laptop").in(List.of(groups));
    keys().insert(key, CredentialHash.of(key.id()));
    return key;
  }

  private static Said said(String user, int second, String... groups) {
    return new Said(TENANT, user, SSO, List.of(groups), NOW.plusSeconds(second));
  }

  /// Everybody who is due, as they are planned for.
  private List<Due> all() {
    List<Due> all = new ArrayList<>();
    review(due -> {
      all.add(due);
      return List.of();
    });
    return all;
  }

  private void review(Function<Due, List<Change>> plan) {
    Instant now = NOW;
    while (memberships().review(plan, now)) {
      // the next one
    }
  }
}
