package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static io.maas.testkit.access.KeysAtHand.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Role;
import io.maas.domain.access.StoredKey;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import io.maas.domain.access.Users.Changed;
import io.maas.domain.access.Users.Group;
import io.maas.domain.access.Users.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every store of local users must do.
public abstract class UsersContract {

  /// An empty store; the same throughout one test.
  protected abstract Users users();

  /// The keys beside it.
  protected abstract ApiKeys keys();

  private static User ada(String... groups) {
    return new User(TENANT, "ada", false, List.of(groups), NOW);
  }

  @Test
  void createsAUserWithGroupsThatDidNotExist() {
    User admin = new User(TENANT, "system:root", true, List.of("ops", "staff"), NOW);

    assertThat(users().create(admin)).isTrue();

    assertThat(users().find(TENANT, "system:root")).contains(admin);
    assertThat(users().groups(TENANT)).extracting(Group::name).containsExactly("ops", "staff");
  }

  @Test
  void keepsWhatIsGranted() {
    Set<Role> roles = Set.of(Role.AUDITOR, Role.TENANT_ADMIN);
    User auditor = new User(TENANT, "eve", roles, List.of(), NOW);
    User all = new User(TENANT, "root", Set.of(Role.values()), List.of(), NOW);

    users().create(auditor);
    users().create(all);

    assertThat(users().find(TENANT, "eve")).contains(auditor);
    assertThat(users().list(TENANT)).containsExactly(auditor, all);
  }

  private static User robot(String... owners) {
    Subjects subjects = new Subjects(Set.of("ops"), Set.of(owners));
    return new User(TENANT, "robot", Set.of(), List.of("ci"), NOW, Users.Kind.SERVICE, subjects);
  }

  @Test
  void keepsWhoIsAProgramAndWhoAnswersForIt() {
    users().create(robot("ada", "bob"));

    assertThat(users().find(TENANT, "robot")).contains(robot("ada", "bob"));
    assertThat(users().list(TENANT)).containsExactly(robot("ada", "bob"));
  }

  @Test
  void refusesATokenOfAProgram() {
    users().create(robot());
    CredentialHash hash = CredentialHash.of("token");

    assertThatThrownBy(() -> users().insertToken(TENANT, "robot", hash, NOW, TOMORROW))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void letsNobodyAnswerForAProgramByTheNameOfSomebodyWhoIsGone() {
    users().create(ada());
    users().create(robot("ada", "bob"));

    users().delete(TENANT, "ada");

    assertThat(users().find(TENANT, "robot")).contains(robot("bob"));
  }

  @Test
  void createsAUserOncePerTenant() {
    users().create(ada("staff"));

    assertThat(users().create(ada("ops"))).isFalse();
    assertThat(users().create(new User("other", "ada", true, List.of(), NOW))).isTrue();

    assertThat(users().find(TENANT, "ada")).contains(ada("staff"));
  }

  @Test
  void listsAsManyUsersAndGroupsAsAreAskedFor() {
    users().create(new User(TENANT, "bob", false, List.of("ops", "staff"), NOW));
    users().create(ada("staff"));
    users().create(new User(TENANT, "cyd", false, List.of(), NOW));

    assertThat(users().list(TENANT, 1, 1)).extracting(User::name).containsExactly("bob");
    assertThat(users().list(TENANT, 5, 2)).extracting(User::name).containsExactly("cyd");
    assertThat(users().list(TENANT, 5, 3)).isEmpty();
    assertThat(users().groups(TENANT, 1, 1, 1))
        .containsExactly(new Group(TENANT, "staff", List.of("ada")));
    assertThat(users().members(TENANT, "staff", 1, 1)).contains(List.of("bob"));
    assertThat(users().members(TENANT, "staff", 5, 2)).contains(List.of());
    assertThat(users().members(TENANT, "none", 5, 0)).isEmpty();
    assertThat(users().members("other", "staff", 5, 0)).isEmpty();
  }

  @Test
  void listsUsersAndGroupsByName() {
    users().create(new User(TENANT, "bob", false, List.of("staff"), NOW));
    users().create(ada("staff"));
    users().createGroup(TENANT, "empty");
    users().create(new User("other", "eve", false, List.of("staff"), NOW));

    assertThat(users().list(TENANT)).extracting(User::name).containsExactly("ada", "bob");
    assertThat(users().groups(TENANT))
        .containsExactly(
            new Group(TENANT, "empty", List.of()),
            new Group(TENANT, "staff", List.of("ada", "bob")));
  }

  @Test
  void deletesAUserAndRevokesItsKeys() {
    users().create(ada("staff"));
    StoredKey key = KeysAtHand.key("ada", "laptop");
    keys().insert(key, CredentialHash.of("secret"));

    assertThat(users().delete(TENANT, "ada")).isTrue();

    assertThat(users().find(TENANT, "ada")).isEmpty();
    assertThat(users().groups(TENANT)).containsExactly(new Group(TENANT, "staff", List.of()));
    assertThat(keys().find(TENANT, key.id()).map(StoredKey::status))
        .contains(StoredKey.Status.REVOKED);
    assertThat(users().delete(TENANT, "ada")).isFalse();
  }

  @Test
  void addsAndRemovesMembers() {
    users().create(ada());
    assertThat(users().createGroup(TENANT, "premium")).isTrue();
    assertThat(users().createGroup(TENANT, "premium")).isFalse();

    assertThat(users().addToGroup(TENANT, "premium", "ada")).isTrue();
    assertThat(users().addToGroup(TENANT, "premium", "ada")).isTrue();
    assertThat(users().find(TENANT, "ada")).contains(ada("premium"));

    assertThat(users().removeFromGroup(TENANT, "premium", "ada")).isTrue();
    assertThat(users().removeFromGroup(TENANT, "premium", "ada")).isFalse();
    assertThat(users().find(TENANT, "ada")).contains(ada());
  }

  @Test
  void addsNobodyToNothing() {
    users().create(ada("staff"));

    assertThat(users().addToGroup(TENANT, "missing", "ada")).isFalse();
    assertThat(users().addToGroup(TENANT, "staff", "missing")).isFalse();
    assertThat(users().addToGroup("other", "staff", "ada")).isFalse();
  }

  @Test
  void deletesAGroupAndLeavesItsMembers() {
    users().create(ada("staff", "ops"));

    assertThat(users().deleteGroup(TENANT, "staff")).isTrue();

    assertThat(users().find(TENANT, "ada")).contains(ada("ops"));
    assertThat(users().deleteGroup(TENANT, "staff")).isFalse();
  }

  @Test
  void changesWhatIsGrantedAndTheGroups() {
    users().create(ada("staff", "ops"));

    Optional<Changed> changed =
        users()
            .change(
                TENANT,
                "ada",
                user -> user.with(Set.of(Role.AUDITOR), List.of("ops", "new", "new"), false));

    User after = new User(TENANT, "ada", Set.of(Role.AUDITOR), List.of("new", "ops"), NOW);
    assertThat(changed).contains(new Changed(ada("ops", "staff"), after));
    assertThat(users().find(TENANT, "ada")).contains(after);
    assertThat(users().groups(TENANT))
        .extracting(Group::name)
        .containsExactly("new", "ops", "staff");
    assertThat(users().change(TENANT, "nobody", user -> user)).isEmpty();
    assertThat(users().change("other", "ada", user -> user)).isEmpty();
  }

  @Test
  void disablesAndEnables() {
    users().create(ada("staff"));

    users().change(TENANT, "ada", user -> user.with(user.roles(), user.groups(), true));
    assertThat(users().find(TENANT, "ada").orElseThrow().disabled()).isTrue();
    assertThat(users().list(TENANT)).singleElement().matches(User::disabled);

    users().change(TENANT, "ada", user -> user.with(user.roles(), user.groups(), false));
    assertThat(users().find(TENANT, "ada")).contains(ada("staff"));
  }

  @Test
  void changesOneAfterTheOtherHoweverManyComeAtOnce() {
    users().create(ada());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String group = "g" + i;
        changes.add(
            threads.submit(() ->
                users()
                    .change(
                        TENANT,
                        "ada",
                        user ->
                            user.with(
                                user.roles(),
                                Stream.concat(user.groups().stream(), Stream.of(group)).toList(),
                                false))));
      }
      assertThat(changes).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofSeconds(30)));
    }

    assertThat(users().find(TENANT, "ada").orElseThrow().groups()).hasSize(8);
  }

  @Test
  void refusesATokenOfNobody() {
    CredentialHash hash = CredentialHash.of("token");

    assertThatThrownBy(() -> users().insertToken(TENANT, "nobody", hash, NOW, TOMORROW))
        .isInstanceOf(RuntimeException.class);
  }
}
