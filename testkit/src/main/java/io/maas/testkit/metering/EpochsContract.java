package io.maas.testkit.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Epochs.Epoch;
import io.maas.domain.metering.Epochs.PostedHold;
import io.maas.domain.metering.Epochs.Silent;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Layout.Kept;
import io.maas.domain.metering.Place;
import io.maas.domain.metering.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every store of [Epochs] promises.
public abstract class EpochsContract {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Claim ALICE = Limits.alice(Limits.strict(Unit.TOTAL_TOKENS, 100));

  /// A store without epochs and gateways.
  protected abstract Epochs epochs();

  /// The id of a request that is in the ledger that the store looks at.
  protected abstract UUID requestInLedger();

  @Test
  void beginsEachEpochOnce() {
    Epochs epochs = epochs();
    assertThat(epochs.latest()).isEmpty();
    assertThat(epochs.begin(0, "there was none")).isTrue();
    assertThat(epochs.begin(0, "there was none")).isFalse();
    assertThat(epochs.begin(1, "emptied")).isTrue();
    Epoch latest = epochs.latest().orElseThrow();
    assertThat(latest.number()).isEqualTo(2);
    assertThat(latest.cause()).isEqualTo("emptied");
    assertThat(latest.isOpen()).isFalse();
  }

  @Test
  void opensAnEpochOnceOnItsServers() {
    Epochs epochs = epochs();
    epochs.begin(0, "there was none");
    epochs.open(1, Set.of("a", "b"));
    epochs.open(1, Set.of("c"));
    assertThat(epochs.latest().orElseThrow().servers()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void waitsForEveryGatewayThatDidNotLeave() {
    Epochs epochs = epochs();
    epochs.begin(0, "there was none");
    assertThat(epochs.join("one")).isTrue();
    epochs.join("two");
    epochs.join("three");
    epochs.acknowledge(1, "one", List.of());
    assertThat(epochs.awaited(1)).extracting(Silent::gatewayId).containsExactly("three", "two");
    epochs.leave("two");
    assertThat(epochs.join("one")).isFalse();
    assertThat(epochs.forget("three")).isTrue();
    assertThat(epochs.forget("three")).isFalse();
    assertThat(epochs.awaited(1)).isEmpty();
    assertThat(epochs.awaited(2)).extracting(Silent::gatewayId).containsExactly("one");
  }

  @Test
  void tellsWhatWasPostedOfACounter() {
    Epochs epochs = epochs();
    epochs.begin(0, "there was none");
    PostedHold early = hold(ALICE.subject(), NOON.minusSeconds(1));
    PostedHold late = hold(ALICE.subject(), NOON);
    epochs.acknowledge(1, "one", List.of(early, late, hold("bob", NOON)));
    assertThat(epochs.posted(1, ALICE, NOON)).containsExactly(late);
    assertThat(epochs.posted(1, ALICE, NOON.minusSeconds(1)))
        .containsExactlyInAnyOrder(early, late);
    assertThat(epochs.posted(2, ALICE, NOON)).isEmpty();
  }

  @Test
  void leavesOutWhatIsInTheLedger() {
    Epochs epochs = epochs();
    epochs.begin(0, "there was none");
    PostedHold ended =
        new PostedHold(requestInLedger(), ALICE.limit().id(), ALICE.subject(), 40, NOON);
    PostedHold running = hold(ALICE.subject(), NOON);
    epochs.acknowledge(1, "one", List.of(ended, running));
    assertThat(epochs.posted(1, ALICE, NOON)).containsExactly(running);
  }

  @Test
  void keepsCountersWhereTheyWereFirstSaidToBe() {
    Epochs epochs = epochs();
    assertThat(epochs.keep(layout(5, "ns/a", Place.USER))).isEmpty();
    assertThat(epochs.keep(layout(6, "ns/a", Place.USER))).isEmpty();
    assertThat(epochs.keep(layout(7, "ns/b", Place.TENANT))).isEmpty();
    assertThat(epochs.keep(layout(7, "ns/a", Place.SUBSCRIPTION)))
        .containsExactly(Map.entry("ns/a", new Kept(Place.USER, 5)));
    assertThat(epochs.keep(Layout.NONE)).isEmpty();
  }

  @Test
  void movesCountersAndBeginsAnEpochTogether() {
    Epochs epochs = epochs();
    epochs.begin(0, "there was none");
    epochs.keep(layout(5, "ns/a", Place.USER));
    Layout shared = layout(7, "ns/a", Place.SUBSCRIPTION);
    assertThat(epochs.move(1, shared)).isTrue();
    assertThat(epochs.latest().orElseThrow().number()).isEqualTo(2);
    assertThat(epochs.keep(shared)).isEmpty();
  }

  @Test
  void movesNothingWhereSomebodyElseBegan() {
    Epochs epochs = epochs();
    epochs.begin(0, "there was none");
    epochs.begin(1, "emptied");
    epochs.keep(layout(5, "ns/a", Place.USER));
    Layout shared = layout(7, "ns/a", Place.SUBSCRIPTION);
    assertThat(epochs.move(1, shared)).isFalse();
    assertThat(epochs.latest().orElseThrow().number()).isEqualTo(2);
    assertThat(epochs.keep(shared)).hasSize(1);
  }

  private static Layout layout(long version, String subscription, Place place) {
    return new Layout(version, Map.of(subscription, place));
  }

  private static PostedHold hold(String subject, Instant at) {
    return new PostedHold(UUID.randomUUID(), ALICE.limit().id(), subject, 40, at);
  }
}
