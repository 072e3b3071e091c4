package io.maas.gateway.http;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Outcome;
import io.maas.gateway.routing.Plan;
import io.maas.protocol.request.InferenceRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// Who asks what of which model, and that they may.
record Request(Principal caller, InferenceRequest inference, Granted granted) {

  private static final String OPENAI = "openai";

  /// What the journal writes down before the first attempt.
  ///
  /// @param held what the limits hold for it
  Intent intent(
      UUID id,
      Instant at,
      Correlation correlation,
      Plan plan,
      Demand demand,
      Outcome.Charged held) {
    Endpoint endpoint = plan.endpoints().getFirst();
    String model = granted.model().id().toString();
    return new Intent(
        id,
        at,
        correlation,
        caller.tenant(),
        caller.user(),
        caller.groups(),
        caller.key() == null ? null : caller.key().keyId(),
        granted.subscription().id(),
        Objects.requireNonNullElse(inference.model(), model),
        model,
        endpoint.servedModel(),
        endpoint.name(),
        endpoint.provider(),
        dialect(),
        inference.stream(),
        granted.subscription().attribution(),
        granted.grant().rate(),
        demand.promptEstimate(),
        demand.outputLikely(),
        held.input(),
        held.output(),
        demand.media());
  }

  /// As records spell it.
  private String dialect() {
    return switch (inference.operation()) {
      case RESPONSE, MESSAGE -> inference.operation().dialect().map(Dialect::word).orElse(OPENAI);
      case CHAT,
          COMPLETION,
          EMBEDDING,
          RERANK,
          SCORE,
          TRANSCRIPTION,
          TRANSLATION,
          SPEECH,
          IMAGE,
          IMAGE_EDIT,
          IMAGE_VARIATION ->
          OPENAI;
    };
  }
}
