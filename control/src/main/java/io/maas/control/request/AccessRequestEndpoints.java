package io.maas.control.request;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Paging;
import io.maas.control.call.RandomId;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequest.State;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.AccessRequests.Search;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// `/v1/subscription-requests` for who asks: what there is to ask for, asking, looking,
/// withdrawing.
public final class AccessRequestEndpoints {

  static final Reply.Refused NOT_FOUND = Reply.notFound("subscription request not found");

  private static final int LONGEST_REASON = 1024;

  private final AccessRequests requests;
  private final Approvers approvers;
  private final InstantSource clock;
  private final RandomGenerator random;

  public AccessRequestEndpoints(
      AccessRequests requests, Approvers approvers, InstantSource clock, RandomGenerator random) {
    this.requests = requests;
    this.approvers = approvers;
    this.clock = clock;
    this.random = random;
  }

  /// `POST /v1/subscription-requests`. A subscription that may not be asked for reads like none.
  public Reply ask(Call call) {
    Fields body = Fields.of(call.body());
    String name = body.text("subscription");
    if (name == null && body.sound()) {
      body.refuse("subscription", "missing", "the name of one that may be asked for");
    }
    String reason = Texts.bounded(body, "reason", LONGEST_REASON);
    if (!body.sound()) {
      return body.refusal();
    }
    Snapshot snapshot = approvers.snapshot(call.tenant());
    Optional<Subscription> wanted =
        snapshot.find(Objects.requireNonNull(name)).filter(each -> each.approvers() != null);
    if (wanted.isEmpty()) {
      return Reply.notFound("subscription " + name + " not found, or not one to ask for");
    }
    if (snapshot.mayUse(call.principal(), wanted.get())) {
      return Reply.conflict("subscription " + name + ": yours already (expected: one to ask for)");
    }
    return asked(call.principal(), wanted.get(), reason, snapshot);
  }

  private Reply asked(
      Principal caller, Subscription subscription, String reason, Snapshot snapshot) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    AccessRequest request =
        new AccessRequest(
            RandomId.next(random),
            caller.tenant(),
            caller.user(),
            caller.groups(),
            subscription.id(),
            reason,
            State.OPEN,
            now,
            null,
            null);
    if (!requests.ask(request, now)) {
      return Reply.conflict(
          "subscription "
              + SubscriptionName.shown(snapshot, subscription.id())
              + ": asked for or approved already (expected: no other request of yours)");
    }
    return Reply.created(RequestView.of(request, snapshot, now));
  }

  /// `GET /v1/subscription-requests`: one's own, and those that one may answer.
  public Reply list(Call call) {
    String asked = call.asked("status");
    Optional<State> state = state(asked);
    if (asked != null && state.isEmpty()) {
      return Reply.badRequest(
          "status: " + asked + " (expected: open, approved, denied, withdrawn, revoked or ended)");
    }
    return Paging.answer(call, paging -> page(call, state.orElse(null), paging));
  }

  private Reply page(Call call, @Nullable State state, Paging paging) {
    Snapshot snapshot = approvers.snapshot(call.tenant());
    String subscription = call.asked("subscription");
    Search search =
        new Search(
            call.scope().coversTenant() ? null : call.principal().user(),
            approvers.approvable(call),
            subscription == null ? null : SubscriptionName.stored(snapshot, subscription),
            state,
            paging.limit(),
            paging.offset());
    Instant now = clock.instant();
    AccessRequests.Page page = requests.list(call.principal().tenant(), search, now);
    return Reply.ok(
        new Paging.Page<>(
            "list",
            page.requests().stream().map(each -> RequestView.of(each, snapshot, now)).toList(),
            page.hasMore()));
  }

  private static Optional<State> state(@Nullable String asked) {
    return Arrays.stream(State.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(asked))
        .findFirst();
  }

  /// `GET /v1/subscription-requests/{id}`.
  public Reply read(Call call) {
    return approvers.visible(call).<Reply>map(this::shown).orElse(NOT_FOUND);
  }

  /// `DELETE /v1/subscription-requests/{id}`: withdraws one's own while it is open.
  public Reply withdraw(Call call) {
    Optional<AccessRequest> found =
        approvers.visible(call).filter(request -> Approvers.isOwn(call, request));
    if (found.isEmpty()) {
      return NOT_FOUND;
    }
    AccessRequest request = found.get();
    Ending ending = new Ending(call.principal().user(), clock.instant(), "");
    Optional<AccessRequest> withdrawn = requests.withdraw(request.tenant(), request.id(), ending);
    if (withdrawn.isEmpty()) {
      return AccessDecisions.late(
          requests.find(request.tenant(), request.id()).orElse(request), "open", clock.instant());
    }
    return shown(withdrawn.get());
  }

  private Reply shown(AccessRequest request) {
    return Reply.ok(RequestView.of(request, approvers.snapshot(request.tenant()), clock.instant()));
  }
}
