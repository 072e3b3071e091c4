package io.maas.gateway.http;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.domain.catalog.Decision;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.Snapshot;
import io.maas.gateway.routing.Route;
import io.maas.http.NamedSubscription;
import io.maas.protocol.request.InferenceRequest;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Which model a request means, and whether its caller may use it.
///
/// @param subscription that the client names, if it does
record ModelChoice(Snapshot snapshot, Route.Inference route, @Nullable String subscription) {

  /// The choice of a request.
  static ModelChoice by(Snapshot snapshot, Route.Inference route, HttpServerRequest request) {
    return new ModelChoice(snapshot, route, NamedSubscription.in(request.headers()));
  }

  Decision of(Principal principal, InferenceRequest inference) {
    ModelId onPath = route.model();
    if (onPath != null) {
      return agreed(inference, snapshot.decide(principal, onPath, subscription));
    }
    return inference.model() == null
        ? new Decision.Denied(new Refusal.BadRequest("model: missing (expected: a name)", "model"))
        : snapshot.decide(principal, inference.model(), subscription);
  }

  /// On a path the path decides, and the body must not say otherwise.
  private static Decision agreed(InferenceRequest inference, Decision decision) {
    return inference.model() == null
            || !(decision instanceof Granted granted)
            || granted.model().goesBy(inference.model())
        ? decision
        : new Decision.Denied(
            new Refusal.BadRequest(
                "model: "
                    + inference.model()
                    + " (expected: a name of "
                    + granted.model().id()
                    + ")",
                "model"));
  }
}
