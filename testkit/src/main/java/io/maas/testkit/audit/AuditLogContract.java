package io.maas.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Result;
import io.maas.domain.audit.AuditEntry.Stage;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.domain.audit.AuditLog;
import io.maas.domain.audit.AuditLog.Line;
import io.maas.domain.audit.AuditQuery;
import io.maas.domain.ledger.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every audit log must do.
public abstract class AuditLogContract {

  /// Whose log most of it is about.
  protected static final String TENANT = "acme";

  /// When it begins.
  protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  /// An empty log; the same throughout one test.
  protected abstract AuditLog log();

  /// A line as it may be.
  protected static AuditEntry line(int number, Stage stage) {
    return new AuditEntry(
        TENANT,
        new UUID(7, number),
        NOON.plusSeconds(number),
        stage,
        new Actor(number % 2 == 0 ? "ada" : "bob", Actor.Kind.TOKEN, ""),
        new From("192.0.2.7", "request-" + number),
        stage == Stage.DENIED ? "deleteUser" : "createUser",
        new Thing("users", "user-" + number),
        stage == Stage.ENDED ? "{\"groups\":[\"a\"]}" : null,
        stage == Stage.ENDED ? "{\"groups\":[\"ä\",\"b\"]}" : null,
        stage == Stage.ENDED ? 201 : 0);
  }

  private void act(int number) {
    log().append(line(number, Stage.BEGUN));
    log().append(line(number, Stage.ENDED));
  }

  private static AuditQuery by(
      @Nullable String actor, @Nullable String action, @Nullable String object) {
    Set<String> actions = action == null ? Set.of() : Set.of(action);
    return new AuditQuery(TENANT, actor, actions, null, object, null, null, Long.MAX_VALUE, 100);
  }

  private static List<String> names(List<Line> lines) {
    return lines.stream().map(line -> line.entry().object().name()).toList();
  }

  @Test
  void tellsWhatItWasTold() {
    act(1);

    List<Line> lines = log().lines(TENANT, null, null, 0, 10);

    assertThat(lines).extracting(Line::seq).containsExactly(1L, 2L);
    assertThat(lines)
        .extracting(Line::entry)
        .containsExactly(line(1, Stage.BEGUN), line(1, Stage.ENDED));
    assertThat(lines)
        .extracting(Line::hash)
        .doesNotHaveDuplicates()
        .allMatch(h -> h.length() == 64);
  }

  @Test
  void findsOneLineOfEachActLatestFirst() {
    act(1);
    log().append(line(2, Stage.BEGUN));
    log().append(line(3, Stage.DENIED));

    List<Line> found = log().find(AuditQuery.latest(TENANT, 10));

    assertThat(found)
        .extracting(line -> line.entry().result())
        .containsExactly(Result.DENIED, Result.UNKNOWN, Result.DONE);
    assertThat(names(found)).containsExactly("user-3", "user-2", "user-1");
  }

  @Test
  void findsByWhoWhatAndOnWhat() {
    act(1);
    act(2);
    log().append(line(4, Stage.DENIED));

    assertThat(names(log().find(by("ada", null, null)))).containsExactly("user-4", "user-2");
    assertThat(names(log().find(by("ada", "createUser", null)))).containsExactly("user-2");
    assertThat(names(log().find(by(null, null, "user-1")))).containsExactly("user-1");
    assertThat(log().find(by("nobody", null, null))).isEmpty();
    assertThat(log().find(by("a%", null, null))).isEmpty();
  }

  @Test
  void findsWhatHasSeveralNames() {
    act(1);
    log().append(line(2, Stage.DENIED));
    Set<String> names = Set.of("deleteUser", "DELETE /v1/users/:user");
    AuditQuery either =
        new AuditQuery(TENANT, null, names, null, null, null, null, Long.MAX_VALUE, 10);

    assertThat(names(log().find(either))).containsExactly("user-2");
  }

  @Test
  void findsByTimeAndKind() {
    act(1);
    act(2);
    act(3);

    AuditQuery second =
        new AuditQuery(
            TENANT,
            null,
            Set.of(),
            "users",
            null,
            NOON.plusSeconds(2),
            NOON.plusSeconds(3),
            Long.MAX_VALUE,
            10);

    AuditQuery others =
        new AuditQuery(TENANT, null, Set.of(), "groups", null, null, null, Long.MAX_VALUE, 10);

    assertThat(names(log().find(second))).containsExactly("user-2");
    assertThat(log().find(others)).isEmpty();
    assertThat(log().lines(TENANT, NOON.plusSeconds(2), NOON.plusSeconds(3), 0, 10)).hasSize(2);
  }

  @Test
  void goesOnWhereThePageBeforeEnded() {
    act(1);
    act(2);
    act(3);

    List<Line> first = log().find(AuditQuery.latest(TENANT, 2));
    AuditQuery next =
        new AuditQuery(TENANT, null, Set.of(), null, null, null, null, first.getLast().seq(), 2);

    assertThat(names(first)).containsExactly("user-3", "user-2");
    assertThat(names(log().find(next))).containsExactly("user-1");
    assertThat(log().lines(TENANT, null, null, 4, 10))
        .extracting(Line::seq)
        .containsExactly(5L, 6L);
  }

  @Test
  void keepsTenantsApart() {
    act(1);

    assertThat(log().find(AuditQuery.latest("other", 10))).isEmpty();
    assertThat(log().lines("other", null, null, 0, 10)).isEmpty();
    assertThat(log().verify("other", 0).chains())
        .extracting(Verification.Chain::records)
        .containsExactly(0L);
  }

  @Test
  void findsNothingWrongWhereNothingIs() {
    act(1);
    act(2);

    assertThat(log().verify(TENANT, 0).chains())
        .extracting(Verification.Chain::records, Verification.Chain::found)
        .containsExactly(org.assertj.core.api.Assertions.tuple(4L, 0L));
    assertThat(log().verify(TENANT, 3).chains())
        .extracting(Verification.Chain::records, Verification.Chain::found)
        .containsExactly(org.assertj.core.api.Assertions.tuple(1L, 0L));
  }
}
