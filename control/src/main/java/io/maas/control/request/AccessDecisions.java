package io.maas.control.request;

import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.GoDuration;
import io.maas.control.call.Reply;
import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers requests for subscriptions, and takes back what was given. Nobody answers their own,
/// unless they administer the tenant.
public final class AccessDecisions {

  private static final int LONGEST_NOTE = 1024;
  private static final Duration LONGEST = Duration.ofDays(3660);

  private final AccessRequests requests;
  private final Approvers approvers;
  private final InstantSource clock;

  public AccessDecisions(AccessRequests requests, Approvers approvers, InstantSource clock) {
    this.requests = requests;
    this.approvers = approvers;
    this.clock = clock;
  }

  /// `POST /v1/subscription-requests/{id}/approve`: in force at once, everywhere.
  public Reply approve(Call call) {
    Fields body = Fields.optional(call.body());
    String note = Texts.bounded(body, "note", LONGEST_NOTE);
    Instant now = now();
    Instant until = end(body, now);
    return answered(call, body, new Decision(true, call.principal().user(), now, note, until));
  }

  /// `POST /v1/subscription-requests/{id}/deny`.
  public Reply deny(Call call) {
    Fields body = Fields.optional(call.body());
    String note = Texts.bounded(body, "note", LONGEST_NOTE);
    return answered(call, body, new Decision(false, call.principal().user(), now(), note, null));
  }

  private Reply answered(Call call, Fields body, Decision decision) {
    Optional<AccessRequest> found = approvers.visible(call);
    if (found.isEmpty()) {
      return AccessRequestEndpoints.NOT_FOUND;
    }
    AccessRequest request = found.get();
    if (!mayAnswer(call, request)) {
      return Reply.forbidden("only its approvers answer a request, and nobody answers their own");
    }
    if (!body.sound()) {
      return body.refusal();
    }
    return requests
        .decide(request.tenant(), request.id(), decision)
        .map(decided -> told(decided, decision.approved()))
        .orElseGet(() -> late(latest(request), "open", now()));
  }

  private boolean mayAnswer(Call call, AccessRequest request) {
    return call.scope().coversTenant()
        || (approvers.approves(call, request.subscription()) && !Approvers.isOwn(call, request));
  }

  private Reply told(AccessRequest decided, boolean approved) {
    Snapshot snapshot = approvers.snapshot(decided.tenant());
    RequestView view = RequestView.of(decided, snapshot, now());
    return Reply.ok(approved ? view.without(unguarded(decided, snapshot)) : view);
  }

  /// What the approval alone does not let the user do: a policy has to let them in as well.
  private static List<String> unguarded(AccessRequest request, Snapshot snapshot) {
    Principal user = new Principal(request.tenant(), request.user(), request.groups(), false, null);
    return snapshot
        .find(request.subscription())
        .map(subscription ->
            snapshot.closed(subscription, user).stream()
                .map(model -> model.id().toString())
                .toList())
        .orElse(List.of());
  }

  /// `POST /v1/subscription-requests/{id}/revoke`: takes an approval back. Keys that are bound to
  /// the subscription are refused from then on.
  public Reply revoke(Call call) {
    Fields body = Fields.optional(call.body());
    String note = Texts.bounded(body, "note", LONGEST_NOTE);
    Optional<AccessRequest> found = approvers.visible(call);
    if (found.isEmpty()) {
      return AccessRequestEndpoints.NOT_FOUND;
    }
    if (!body.sound()) {
      return body.refusal();
    }
    AccessRequest request = found.get();
    Ending ending = new Ending(call.principal().user(), now(), note);
    return requests
        .revoke(request.tenant(), request.id(), ending)
        .<Reply>map(revoked ->
            Reply.ok(RequestView.of(revoked, approvers.snapshot(revoked.tenant()), now())))
        .orElseGet(() -> late(latest(request), "approved", now()));
  }

  /// What is told to whoever comes after another.
  static Reply.Refused late(AccessRequest request, String expected, Instant now) {
    Decision decision = request.decision();
    Ending ending = request.ending();
    String by = ending != null ? ending.by() : decision == null ? null : decision.by();
    String state = request.stateAt(now).name().toLowerCase(Locale.ROOT);
    return Reply.conflict(
            "request "
                + request.id()
                + ": "
                + state
                + (by == null ? "" : " by " + by)
                + " (expected: "
                + expected
                + ")")
        .with("status", state);
  }

  private AccessRequest latest(AccessRequest request) {
    return requests.find(request.tenant(), request.id()).orElse(request);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static @Nullable Instant end(Fields body, Instant now) {
    Object asked = body.raw("expiresIn");
    if (asked == null || asked.equals("")) {
      return null;
    }
    Optional<Duration> lifetime = GoDuration.read(asked);
    if (lifetime.isEmpty()) {
      body.refuse("expiresIn", String.valueOf(asked), GoDuration.EXPECTED);
    } else if (!lifetime.get().isPositive() || lifetime.get().compareTo(LONGEST) > 0) {
      body.refuse("expiresIn", String.valueOf(asked), "> 0, at most " + LONGEST.toDays() + "d");
    }
    return lifetime.map(now::plus).orElse(null);
  }
}
