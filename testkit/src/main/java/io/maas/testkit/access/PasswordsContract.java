package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Passwords;
import io.maas.domain.access.Passwords.Kept;
import io.maas.domain.access.Subjects;
import io.maas.domain.access.Users;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store of passwords must do.
public abstract class PasswordsContract {

  /// An empty store; the same throughout one test.
  protected abstract Passwords passwords();

  /// The users beside it.
  protected abstract Users users();

  @Test
  void hasNoneUntilOneIsSet() {
    users().create(new Users.User(TENANT, "ada", false, List.of(), NOW));

    assertThat(passwords().find(TENANT, "ada")).isEmpty();
    assertThat(passwords().set(TENANT, "ada", new Kept("h1", true), NOW)).isTrue();
    assertThat(passwords().find(TENANT, "ada")).contains(new Kept("h1", true));
    assertThat(passwords().set(TENANT, "ada", new Kept("h2", false), NOW)).isTrue();
    assertThat(passwords().find(TENANT, "ada")).contains(new Kept("h2", false));
    assertThat(passwords().find("other", "ada")).isEmpty();
  }

  @Test
  void setsNoneOfNobody() {
    assertThat(passwords().set(TENANT, "nobody", new Kept("h", false), NOW)).isFalse();
    assertThat(passwords().find(TENANT, "nobody")).isEmpty();
  }

  @Test
  void setsNoneOfAProgram() {
    users()
        .create(
            new Users.User(
                TENANT, "robot", Set.of(), List.of(), NOW, Users.Kind.SERVICE, Subjects.NONE));

    assertThat(passwords().set(TENANT, "robot", new Kept("h", false), NOW)).isFalse();
    assertThat(passwords().find(TENANT, "robot")).isEmpty();
  }

  @Test
  void forgetsThatOfSomebodyWhoIsGone() {
    users().create(new Users.User(TENANT, "ada", false, List.of(), NOW));
    passwords().set(TENANT, "ada", new Kept("h", false), NOW);

    users().delete(TENANT, "ada");

    assertThat(passwords().find(TENANT, "ada")).isEmpty();
  }

  @Test
  void rehashesOnlyWhatWasNotChangedMeanwhile() {
    users().create(new Users.User(TENANT, "ada", false, List.of(), NOW));
    Kept first = new Kept("first", false);
    passwords().set(TENANT, "ada", first, NOW);

    passwords().rehash(TENANT, "ada", first, new Kept("stronger", false));
    passwords().rehash(TENANT, "ada", first, new Kept("late", false));

    assertThat(passwords().find(TENANT, "ada")).contains(new Kept("stronger", false));
  }
}
