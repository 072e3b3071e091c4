package io.maas.domain.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody's wish to use a subscription, and what became of it. One that was approved is a grant:
/// the user owns the subscription beside those whom its resource names, until the grant ends or is
/// revoked, however often the resource is applied.
///
/// @param id UUID
/// @param tenant the tenant
/// @param user who asks
/// @param groups of that user's when asking
/// @param subscription `namespace/name`
/// @param reason in the user's words; empty for none
/// @param state what the row says; see [#stateAt]
/// @param askedAt when
/// @param decision who approved or denied it; null where nobody has
/// @param ending who withdrew it, or revoked the grant; null where nobody has
public record AccessRequest(
    String id,
    String tenant,
    String user,
    List<String> groups,
    String subscription,
    String reason,
    State state,
    Instant askedAt,
    @Nullable Decision decision,
    @Nullable Ending ending) {

  public AccessRequest {
    groups = List.copyOf(groups);
  }

  /// What becomes of it: open, then withdrawn, denied or approved; approved, then revoked or ended.
  public enum State {
    OPEN,
    APPROVED,
    DENIED,
    WITHDRAWN,
    /// Approved once, and taken back.
    REVOKED,
    /// Approved once, for a time that is over.
    ENDED
  }

  /// What was decided.
  ///
  /// @param by who did
  /// @param at when
  /// @param note to the user; empty for none
  /// @param until when an approval ends by itself; null for never
  public record Decision(
      boolean approved, String by, Instant at, String note, @Nullable Instant until) {}

  /// How it came to an end.
  public record Ending(String by, Instant at, String note) {}

  /// The state that a reader sees: an approval past its end has ended.
  public State stateAt(Instant now) {
    return state == State.APPROVED
            && decision != null
            && decision.until() != null
            && !decision.until().isAfter(now)
        ? State.ENDED
        : state;
  }

  /// The same after a decision.
  public AccessRequest decided(Decision by) {
    return of(by.approved() ? State.APPROVED : State.DENIED, by, null);
  }

  /// The same after its end.
  public AccessRequest ended(State as, Ending by) {
    return of(as, decision, by);
  }

  private AccessRequest of(State as, @Nullable Decision decided, @Nullable Ending ended) {
    return new AccessRequest(
        id, tenant, user, groups, subscription, reason, as, askedAt, decided, ended);
  }
}
