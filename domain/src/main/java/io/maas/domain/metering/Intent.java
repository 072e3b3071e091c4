package io.maas.domain.metering;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The first half of a [UsageRecord]: who is about to call what. Written before the first attempt,
/// so that no request is lost to a crash.
///
/// @param id the gateway's own id of the request, a UUIDv7
/// @param at when it was admitted
/// @param correlation what else it belongs to
/// @param tenant the tenant
/// @param user who calls
/// @param groups the caller's groups
/// @param keyId the key's id, absent for an identity token
/// @param subscription `namespace/name` of the subscription that pays
/// @param requestedModel the client's name of the model
/// @param model `namespace/name` of the model reference
/// @param servedModel our name of it upstream
/// @param endpoint where the first attempt goes
/// @param provider whose endpoint that is
/// @param dialect the client's dialect
/// @param streamed whether the client asked for a stream
/// @param attribution who pays, as the subscription says
/// @param rate what its tokens cost, if the subscription names that
/// @param likelyInput our estimate of the prompt, billed if no engine ever tells
/// @param likelyOutput our estimate of the answer, billed if a crash hides what was said
/// @param heldInput the prompt tokens that its limits hold for it: what they are charged if it is
///   lost
/// @param heldOutput the output tokens that they hold, likewise
/// @param media what it takes beside tokens: billed and charged, if it is lost
public record Intent(
    UUID id,
    Instant at,
    Correlation correlation,
    String tenant,
    String user,
    List<String> groups,
    @Nullable String keyId,
    String subscription,
    String requestedModel,
    String model,
    String servedModel,
    String endpoint,
    String provider,
    String dialect,
    boolean streamed,
    Attribution attribution,
    @Nullable BillingRate rate,
    long likelyInput,
    long likelyOutput,
    long heldInput,
    long heldOutput,
    Media media) {

  /// Of a request that takes tokens only.
  public Intent(
      UUID id,
      Instant at,
      Correlation correlation,
      String tenant,
      String user,
      List<String> groups,
      @Nullable String keyId,
      String subscription,
      String requestedModel,
      String model,
      String servedModel,
      String endpoint,
      String provider,
      String dialect,
      boolean streamed,
      Attribution attribution,
      @Nullable BillingRate rate,
      long likelyInput,
      long likelyOutput,
      long heldInput,
      long heldOutput) {
    this(
        id,
        at,
        correlation,
        tenant,
        user,
        groups,
        keyId,
        subscription,
        requestedModel,
        model,
        servedModel,
        endpoint,
        provider,
        dialect,
        streamed,
        attribution,
        rate,
        likelyInput,
        likelyOutput,
        heldInput,
        heldOutput,
        Media.NONE);
  }

  /// What ties a request to others.
  ///
  /// @param clientRequestId the client's `X-Request-ID`, if it sent one
  /// @param session the agent's own id of its session, if it told one
  /// @param fallbackOf the request that another model was asked for and could not serve, where this
  ///   one took its place
  public record Correlation(
      @Nullable String clientRequestId, @Nullable String session, @Nullable UUID fallbackOf) {

    /// Nothing is known.
    public static final Correlation NONE = new Correlation(null, null, null);
  }

  /// Who pays.
  ///
  /// @param organization the organisation's id
  /// @param costCenter the cost centre
  /// @param labels free labels of the subscription
  public record Attribution(
      @Nullable String organization, @Nullable String costCenter, Map<String, String> labels) {

    /// Nobody in particular.
    public static final Attribution NONE = new Attribution(null, null, Map.of());
  }
}
