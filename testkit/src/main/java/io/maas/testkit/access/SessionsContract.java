package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Role;
import io.maas.domain.access.Sessions;
import io.maas.domain.access.Sessions.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store of sessions must do.
public abstract class SessionsContract {

  private static final Duration IDLE = Duration.ofMinutes(30);

  /// An empty store; the same throughout one test.
  protected abstract Sessions sessions();

  private static Session session(String shown) {
    return new Session(
        CredentialHash.of(shown),
        TENANT,
        "ada",
        List.of("staff", "/team/red"),
        Set.of(Role.AUDITOR),
        "https://sso.example.com",
        "hint",
        NOW,
        NOW.plus(Duration.ofHours(8)));
  }

  @Test
  void findsOneByWhatTheBrowserShows() {
    sessions().begin(session("a"));

    assertThat(sessions().find(TENANT, CredentialHash.of("a"), NOW, IDLE)).contains(session("a"));
    assertThat(sessions().find(TENANT, CredentialHash.of("b"), NOW, IDLE)).isEmpty();
    assertThat(sessions().find("other", CredentialHash.of("a"), NOW, IDLE)).isEmpty();
  }

  @Test
  void endsOneThatIsNotUsed() {
    sessions().begin(session("a"));
    CredentialHash hash = CredentialHash.of("a");

    assertThat(sessions().find(TENANT, hash, NOW.plus(Duration.ofMinutes(29)), IDLE)).isPresent();
    assertThat(sessions().find(TENANT, hash, NOW.plus(Duration.ofMinutes(58)), IDLE)).isPresent();
    assertThat(sessions().find(TENANT, hash, NOW.plus(Duration.ofMinutes(89)), IDLE)).isEmpty();
  }

  @Test
  void endsOneInTheEndHoweverMuchItIsUsed() {
    sessions().begin(session("a"));
    CredentialHash hash = CredentialHash.of("a");

    for (int minutes = 20; minutes < 480; minutes += 20) {
      assertThat(sessions().find(TENANT, hash, NOW.plus(Duration.ofMinutes(minutes)), IDLE))
          .isPresent();
    }
    assertThat(sessions().find(TENANT, hash, NOW.plus(Duration.ofHours(8)), IDLE)).isEmpty();
  }

  @Test
  void endsAllOfATenantAndNoOthers() {
    sessions().begin(session("a"));
    sessions().begin(session("b"));

    assertThat(sessions().endAll("other")).isZero();
    assertThat(sessions().endAll(TENANT)).isEqualTo(2);
    assertThat(sessions().find(TENANT, CredentialHash.of("a"), NOW, IDLE)).isEmpty();
  }

  @Test
  void endsOneOrAllOfAUsers() {
    sessions().begin(session("a"));
    sessions().begin(session("b"));
    sessions().begin(session("c"));

    assertThat(sessions().end("other", CredentialHash.of("a"))).isEmpty();
    assertThat(sessions().end(TENANT, CredentialHash.of("a"))).contains(session("a"));
    assertThat(sessions().end(TENANT, CredentialHash.of("a"))).isEmpty();
    assertThat(sessions().endAll(TENANT, "ada")).isEqualTo(2);
    assertThat(sessions().find(TENANT, CredentialHash.of("b"), NOW, IDLE)).isEmpty();
  }

  @Test
  void deletesThoseThatHaveEnded() {
    sessions().begin(session("a"));

    assertThat(sessions().deleteEnded(NOW.plus(Duration.ofMinutes(29)), IDLE)).isZero();
    assertThat(sessions().deleteEnded(NOW.plus(Duration.ofMinutes(30)), IDLE)).isEqualTo(1);
  }
}
