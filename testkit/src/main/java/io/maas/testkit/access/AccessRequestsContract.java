package io.maas.testkit.access;

import static io.maas.testkit.access.KeysAtHand.NOW;
import static io.maas.testkit.access.KeysAtHand.TENANT;
import static io.maas.testkit.access.KeysAtHand.TOMORROW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequest.State;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.AccessRequests.Granted;
import io.maas.domain.access.AccessRequests.Search;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store of requests for subscriptions must do.
public abstract class AccessRequestsContract {

  private static final Ending ENDING = new Ending("eve", NOW.plusSeconds(60), "over");

  /// An empty store; the same throughout one test.
  protected abstract AccessRequests requests();

  private static AccessRequest request(String user, String subscription) {
    return new AccessRequest(
        UUID.randomUUID().toString(),
        TENANT,
        user,
        List.of("staff"),
        subscription,
        "for a demo",
        State.OPEN,
        NOW,
        null,
        null);
  }

  private AccessRequest asked(String user, String subscription) {
    AccessRequest request = request(user, subscription);
    assertThat(requests().ask(request, NOW)).isTrue();
    return request;
  }

  private static Decision yes(@Nullable Instant until) {
    return new Decision(true, "eve", NOW, "welcome", until);
  }

  private static Decision no() {
    return new Decision(false, "eve", NOW, "not yet", null);
  }

  @Test
  void keepsEveryFieldOfARequestAndWhatBecomesOfIt() {
    AccessRequest request = asked("ada", "ns/gold");
    assertThat(requests().find(TENANT, request.id())).contains(request);
    assertThat(requests().find("other", request.id())).isEmpty();

    AccessRequest approved = request.decided(yes(TOMORROW));
    assertThat(requests().decide(TENANT, request.id(), yes(TOMORROW))).contains(approved);
    assertThat(requests().find(TENANT, request.id())).contains(approved);

    AccessRequest revoked = approved.ended(State.REVOKED, ENDING);
    assertThat(requests().revoke(TENANT, request.id(), ENDING)).contains(revoked);
    assertThat(requests().find(TENANT, request.id())).contains(revoked);
  }

  @Test
  void takesOneOpenRequestOfAUserForASubscription() {
    AccessRequest first = asked("ada", "ns/gold");
    asked("ada", "ns/silver");
    asked("bob", "ns/gold");

    assertThat(requests().ask(request("ada", "ns/gold"), NOW)).isFalse();
    requests().withdraw(TENANT, first.id(), ENDING);
    assertThat(requests().ask(request("ada", "ns/gold"), NOW)).isTrue();
  }

  @Test
  void takesNoRequestForWhatIsGrantedUntilThatEnds() {
    AccessRequest first = asked("ada", "ns/gold");
    requests().decide(TENANT, first.id(), yes(TOMORROW));

    assertThat(requests().ask(request("ada", "ns/gold"), TOMORROW.minusSeconds(1))).isFalse();
    assertThat(requests().ask(request("ada", "ns/gold"), TOMORROW)).isTrue();
    assertThat(requests().find(TENANT, first.id()).map(r -> r.stateAt(TOMORROW)))
        .contains(State.ENDED);
  }

  @Test
  void takesAnotherRequestAfterADenial() {
    AccessRequest first = asked("ada", "ns/gold");
    assertThat(requests().decide(TENANT, first.id(), no())).contains(first.decided(no()));

    assertThat(requests().ask(request("ada", "ns/gold"), NOW)).isTrue();
  }

  @Test
  void isDecidedOnce() {
    AccessRequest request = asked("ada", "ns/gold");

    assertThat(requests().decide("other", request.id(), no())).isEmpty();
    assertThat(requests().decide(TENANT, request.id(), no())).isPresent();
    assertThat(requests().decide(TENANT, request.id(), yes(null))).isEmpty();
    assertThat(requests().withdraw(TENANT, request.id(), ENDING)).isEmpty();
    assertThat(requests().revoke(TENANT, request.id(), ENDING)).isEmpty();
    assertThat(requests().granted(TENANT, NOW)).isEmpty();
  }

  @Test
  void isDecidedOnceAlsoWhenSeveralDecideAtOnce() throws Exception {
    AccessRequest request = asked("ada", "ns/gold");

    assertThat(
            won(
                IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i ->
                        () ->
                            requests()
                                .decide(TENANT, request.id(), i % 2 == 0 ? yes(null) : no())
                                .isPresent())
                    .toList()))
        .isEqualTo(1);
  }

  @Test
  void isAskedOnceAlsoWhenSeveralAskAtOnce() throws Exception {
    assertThat(
            won(
                IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(
                        _ -> () -> requests().ask(request("ada", "ns/gold"), NOW))
                    .toList()))
        .isEqualTo(1);
  }

  private static int won(List<Callable<Boolean>> attempts) throws Exception {
    int won = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : attempts.stream().map(threads::submit).toList()) {
        won += one.get() ? 1 : 0;
      }
    }
    return won;
  }

  @Test
  void grantsWhatIsApprovedUntilItEndsOrIsRevoked() {
    AccessRequest forEver = asked("ada", "ns/gold");
    AccessRequest forADay = asked("bob", "ns/gold");
    asked("eve", "ns/gold");
    requests().decide(TENANT, forEver.id(), yes(null));
    requests().decide(TENANT, forADay.id(), yes(TOMORROW));

    assertThat(requests().granted(TENANT, NOW))
        .containsExactly(new Granted("ns/gold", "ada"), new Granted("ns/gold", "bob"));
    assertThat(requests().granted("other", NOW)).isEmpty();
    assertThat(requests().granted(TENANT, TOMORROW)).containsExactly(new Granted("ns/gold", "ada"));
    requests().revoke(TENANT, forEver.id(), ENDING);
    assertThat(requests().granted(TENANT, TOMORROW)).isEmpty();
    assertThat(requests().revoke(TENANT, forADay.id(), new Ending("eve", TOMORROW, ""))).isEmpty();
  }

  @Test
  void endsWhatOneUserAskedForAndWasGiven() {
    AccessRequest granted = asked("ada", "ns/gold");
    requests().decide(TENANT, granted.id(), yes(null));
    AccessRequest open = asked("ada", "ns/silver");
    AccessRequest denied = asked("ada", "ns/bronze");
    requests().decide(TENANT, denied.id(), no());
    AccessRequest another = asked("bob", "ns/gold");

    assertThat(requests().endAll("other", "ada", ENDING)).isZero();
    assertThat(requests().endAll(TENANT, "ada", ENDING)).isEqualTo(2);

    assertThat(requests().granted(TENANT, NOW)).isEmpty();
    assertThat(requests().find(TENANT, granted.id()).map(AccessRequest::state))
        .contains(State.REVOKED);
    assertThat(requests().find(TENANT, open.id())).contains(open.ended(State.WITHDRAWN, ENDING));
    assertThat(requests().find(TENANT, denied.id())).contains(denied.decided(no()));
    assertThat(requests().find(TENANT, another.id())).contains(another);
    assertThat(requests().endAll(TENANT, "ada", ENDING)).isZero();
  }

  @Test
  void forgetsATenantAndNoOther() {
    AccessRequest granted = asked("ada", "ns/gold");
    requests().decide(TENANT, granted.id(), yes(null));
    asked("bob", "ns/gold");

    assertThat(requests().forgetAll("other")).isZero();
    assertThat(requests().granted(TENANT, NOW)).hasSize(1);
    assertThat(requests().forgetAll(TENANT)).isEqualTo(2);
    assertThat(requests().granted(TENANT, NOW)).isEmpty();
    assertThat(requests().find(TENANT, granted.id())).isEmpty();
    assertThat(requests().forgetAll(TENANT)).isZero();
  }

  @Test
  void listsOnesOwnAndThoseOfSomeSubscriptions() {
    AccessRequest mine = asked("ada", "ns/gold");
    AccessRequest other = asked("bob", "ns/silver");
    asked("bob", "ns/gold");
    requests().decide(TENANT, mine.id(), yes(TOMORROW));

    assertThat(listed(new Search(null, List.of(), null, null, 10, 0), NOW)).hasSize(3);
    assertThat(listed(new Search("ada", List.of(), null, null, 10, 0), NOW))
        .containsExactly(mine.id());
    assertThat(listed(new Search("ada", List.of("ns/silver"), null, null, 10, 0), NOW))
        .containsExactlyInAnyOrder(mine.id(), other.id());
    assertThat(listed(new Search(null, List.of(), "ns/silver", null, 10, 0), NOW))
        .containsExactly(other.id());
    assertThat(listed(new Search(null, List.of(), null, State.APPROVED, 10, 0), NOW))
        .containsExactly(mine.id());
    assertThat(listed(new Search(null, List.of(), null, State.ENDED, 10, 0), TOMORROW))
        .containsExactly(mine.id());
    assertThat(listed(new Search(null, List.of(), null, State.APPROVED, 10, 0), TOMORROW))
        .isEmpty();
  }

  @Test
  void listsPageByPageTheLatestFirst() {
    List<String> ids =
        IntStream.range(0, 3)
            .mapToObj(i -> {
              AccessRequest at = request("ada", "ns/s" + i);
              AccessRequest later =
                  new AccessRequest(
                      at.id(),
                      TENANT,
                      "ada",
                      List.of(),
                      at.subscription(),
                      "",
                      State.OPEN,
                      NOW.plusSeconds(i),
                      null,
                      null);
              requests().ask(later, NOW);
              return later.id();
            })
            .toList();

    assertThat(listed(new Search("ada", List.of(), null, null, 2, 0), NOW))
        .containsExactly(ids.get(2), ids.get(1));
    assertThat(listed(new Search("ada", List.of(), null, null, 2, 2), NOW))
        .containsExactly(ids.get(0));
    assertThat(
            requests().list(TENANT, new Search("ada", List.of(), null, null, 2, 0), NOW).hasMore())
        .isTrue();
    assertThat(
            requests().list(TENANT, new Search("ada", List.of(), null, null, 3, 0), NOW).hasMore())
        .isFalse();
  }

  private List<String> listed(Search search, Instant now) {
    return requests().list(TENANT, search, now).requests().stream().map(AccessRequest::id).toList();
  }
}
