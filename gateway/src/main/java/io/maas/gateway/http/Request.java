package io.maas.gateway.http;

import io.maas.domain.access.Principal;
import io.maas.domain.catalog.Decision.Granted;
import io.maas.domain.catalog.Dialect;
import io.maas.domain.catalog.Endpoint;
import io.maas.domain.catalog.ModelId;
import io.maas.domain.metering.Claim;
import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Demand;
import io.maas.domain.metering.Intent;
import io.maas.domain.metering.Intent.Correlation;
import io.maas.domain.metering.Outcome;
import io.maas.gateway.passage.Crossing;
import io.maas.gateway.routing.Plan;
import io.maas.protocol.conversation.AnswerEncoder.Heading;
import io.maas.protocol.request.InferenceRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who asks what of which model, and that they may.
///
/// @param origin the request whose model brought no answer; null where this is the model that the
///   client asked for
record Request(
    Principal caller, InferenceRequest inference, Granted granted, @Nullable Origin origin) {

  private static final String OPENAI = "openai";

  /// A request whose model brought no answer, so that another model is asked.
  ///
  /// @param id of its record; null if it was never admitted and has none
  /// @param model that the client asked for
  /// @param taken what it took of counters of requests: the client sent one request
  record Origin(@Nullable UUID id, ModelId model, List<Claim> taken) {
    Origin {
      taken = List.copyOf(taken);
    }

    /// Whether a counter knows of the client's request already.
    boolean counted(Claim claim) {
      return taken.stream()
          .anyMatch(other ->
              other.limit().id().equals(claim.limit().id())
                  && other.subject().equals(claim.subject()));
    }
  }

  /// Whose counters it stands under.
  Claims claims() {
    Claims all = granted.claims(caller).concerning(inference.media().amount());
    return origin == null ? all : all.where(claim -> !origin.counted(claim));
  }

  /// The client's name of the model.
  String requestedModel() {
    return Objects.requireNonNullElseGet(
        inference.model(),
        () -> (origin == null ? granted.model().id() : origin.model()).toString());
  }

  /// The model that was asked before it and brought no answer.
  Optional<ModelId> standsInFor() {
    return Optional.ofNullable(origin).map(Origin::model);
  }

  /// The record of the request that this one takes the place of, if it does and there is one.
  @Nullable UUID fallbackOf() {
    return origin == null ? null : origin.id();
  }

  /// The way to the model's endpoints and back.
  ///
  /// @param shown the client's own headers that its dialect takes for part of the request
  Crossing crossing(UUID id, Instant at, Map<String, String> shown) {
    return new Crossing(
        inference,
        granted.model(),
        new Heading(id.toString(), requestedModel(), at.getEpochSecond()),
        shown);
  }

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
        requestedModel(),
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
