package io.maas.domain.access;

import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Standing;
import io.maas.domain.metering.Terms;
import java.time.Duration;
import java.util.List;

/// Why a request is not served: one record a reason. Its status and body are the dialect's
/// business.
public sealed interface Refusal {

  /// No credential, or one that is not (or no longer) good. One text for unknown, revoked and
  /// malformed, so that nobody learns which keys exist.
  record Unauthenticated(String message) implements Refusal {}

  /// No such model, or another tenant's.
  record UnknownModel(String model) implements Refusal {}

  /// No such path, or no such method on it.
  record UnknownRoute(String method, String path) implements Refusal {}

  /// The caller is known and may not do this.
  record Forbidden(String message) implements Refusal {}

  /// The request says something that it must not, or fails to say what it must.
  ///
  /// @param message what was found and what was expected
  /// @param field the field or header, empty for the body as a whole
  record BadRequest(String message, String field) implements Refusal {}

  /// The prompt is longer than the context of whatever endpoint was asked.
  ///
  /// @param message the endpoint's own words
  record PromptTooLong(String message) implements Refusal {}

  /// The request relies on what a provider would have kept of earlier ones. Nothing is kept here.
  ///
  /// @param field that says so: `thread`, `previous_response_id`, …
  record Stateful(String field) implements Refusal {}

  /// Several models of this caller go by that name.
  record AmbiguousModel(String model, List<String> candidates) implements Refusal {}

  /// The body is larger than what is taken.
  record TooLarge(long maximumBytes) implements Refusal {}

  /// A limit holds the request back.
  ///
  /// @param standing which limit, and where it stands
  /// @param onlyHolds whether it may pass as soon as a request in flight ends
  record LimitReached(Standing standing, boolean onlyHolds) implements Refusal {}

  /// An agent's session asks so often that it must be going round in circles.
  ///
  /// @param retryAfter how long it is held off
  record Looping(Duration retryAfter) implements Refusal {}

  /// No window of a limit ever has room for the request.
  record ExceedsLimit(Limit limit) implements Refusal {}

  /// What a limit says that has no room for a demand now. A limit that is lowered below what was
  /// used is reached, as clients expect; one that nothing was used of is too small.
  ///
  /// @param standing which limit, and where it stands
  /// @param onlyHolds whether it may pass as soon as a request in flight ends
  static Refusal by(Standing standing, boolean onlyHolds, Demand demand) {
    return standing.used() + standing.held() > 0 || Terms.of(standing.limit(), demand).everFits()
        ? new LimitReached(standing, onlyHolds)
        : new ExceedsLimit(standing.limit());
  }

  /// Something of ours that the answer depends on cannot tell now.
  record Unavailable(String message) implements Refusal {}

  /// Every endpoint of the model has as much to do as it takes, or asked to be left alone.
  ///
  /// @param retryAfter when it is worth asking again
  record UpstreamBusy(Duration retryAfter) implements Refusal {}

  /// The upstream answered, but not with an answer.
  record UpstreamBroken(String message) implements Refusal {}

  /// No endpoint of the model could be reached.
  record UpstreamUnreachable(String message) implements Refusal {}

  /// The upstream did not answer in time.
  record UpstreamTooSlow(String message) implements Refusal {}
}
