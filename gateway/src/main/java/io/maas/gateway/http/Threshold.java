package io.maas.gateway.http;

import io.maas.domain.access.Principal;
import io.maas.domain.access.Refusal;
import io.maas.gateway.admission.LoopGuard;
import io.maas.gateway.routing.Route;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// Turns away some who are known, before anything of their body is read.
final class Threshold {

  private Threshold() {}

  /// Why they are turned away, if they are.
  static Optional<Refusal> turns(
      Gateway gateway, HttpServerRequest request, Route.Inference route, Principal principal) {
    if (gateway.settings().clients().turns(principal, request)) {
      return Optional.of(gateway.settings().clients().elsewhere(request));
    }
    return loops(gateway, request, route, principal)
        ? Optional.of(new Refusal.Looping(LoopGuard.WITHIN))
        : Optional.empty();
  }

  private static boolean loops(
      Gateway gateway, HttpServerRequest request, Route.Inference route, Principal principal) {
    String session = SessionId.of(request);
    return session != null
        && route.purpose() == Route.Purpose.ANSWER
        && gateway.loopGuard().count(principal, session).isPresent();
  }
}
