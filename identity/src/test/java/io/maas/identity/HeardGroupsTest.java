package io.maas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.Memberships;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.OnGroupChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HeardGroupsTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicReference<OnGroupChange> wish = new AtomicReference<>(OnGroupChange.REFRESH);
  private final Notes notes = new Notes();
  private final HeardGroups heard = new HeardGroups(notes, _ -> wish.get(), now::get);

  @Test
  void writesDownWhatATokenSaysOnceHoweverOftenItIsShown() {
    for (int i = 0; i < 10; i++) {
      heard.hear(said(-60, "staff"));
      now.set(now.get().plusSeconds(1));
    }

    assertThat(notes.taken).containsExactly(said(-60, "staff"));
  }

  @Test
  void writesDownWhatALaterTokenSaysAndNothingOlder() {
    heard.hear(said(-60, "staff"));
    heard.hear(said(-30, "staff"));
    for (int i = 0; i < 5; i++) {
      heard.hear(said(-40, "ops")); // shown late, in turn with the other
      heard.hear(said(-30, "staff"));
    }

    assertThat(notes.taken).containsExactly(said(-60, "staff"), said(-30, "staff"));
  }

  @Test
  void writesDownOfTwoTokensOfOneMomentWhatEachLacks() {
    for (int i = 0; i < 5; i++) {
      heard.hear(said(-30, "a", "b"));
      heard.hear(said(-30, "b", "c"));
    }

    assertThat(notes.taken).containsExactly(said(-30, "a", "b"), said(-30, "b", "c"));
  }

  @Test
  void takesWhatIsSaidOfTheFutureForSaidNow() {
    heard.hear(said(600, "staff"));
    heard.hear(said(600, "staff"));

    assertThat(notes.taken).containsExactly(said(0, "staff"));
  }

  @Test
  void writesNothingDownWhereKeysKeepTheirGroups() {
    wish.set(OnGroupChange.KEEP);

    heard.hear(said(0, "staff"));

    assertThat(notes.taken).isEmpty();
  }

  @Test
  void hearsAgainWhatCouldNotBeWrittenDown() {
    notes.away = true;
    heard.hear(said(0, "staff"));
    notes.away = false;

    heard.hear(said(0, "staff"));

    assertThat(notes.taken).containsExactly(said(0, "staff"));
  }

  private static Said said(int second, String... groups) {
    return new Said(
        "t", "alice", "https://sso.example.com", List.of(groups), NOW.plusSeconds(second));
  }

  private static final class Notes implements Memberships {

    final List<Said> taken = new ArrayList<>();
    boolean away;

    @Override
    public boolean note(Said said, Instant at) {
      if (away) {
        throw new IllegalStateException("away");
      }
      return taken.add(said);
    }

    @Override
    public boolean compare(String tenant, String user, Instant at) {
      return false;
    }

    @Override
    public boolean review(Function<Due, List<Change>> plan, Instant at) {
      return false;
    }

    @Override
    public void forget(String tenant) {}
  }
}
