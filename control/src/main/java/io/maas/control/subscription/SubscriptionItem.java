package io.maas.control.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.domain.catalog.Grant;
import io.maas.domain.catalog.Model;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Subscription;
import io.maas.domain.metering.BillingRate;
import io.maas.domain.metering.Intent.Attribution;
import io.maas.domain.metering.Limit;
import io.maas.domain.metering.Unit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A subscription as its owner reads it.
///
/// @param header what to send as `X-MaaS-Subscription`
/// @param modelRefs only models that the caller may use
/// @param failureMode whether requests are served while the counters cannot tell: `open`, or
///   `closed`
@Shape(name = "Subscription")
record SubscriptionItem(
    @JsonProperty("subscription_id_header") String header,
    @JsonProperty("subscription_description") String description,
    @JsonProperty("display_name") @Nullable String displayName,
    int priority,
    @JsonProperty("model_refs") List<ModelRef> modelRefs,
    @JsonProperty("organization_id") @Nullable String organizationId,
    @JsonProperty("cost_center") @Nullable String costCenter,
    @Nullable Map<String, String> labels,
    @JsonProperty("failure_mode") @Shape(values = {"open", "closed"}) String failureMode) {

  static SubscriptionItem of(Snapshot snapshot, Subscription subscription, List<Model> models) {
    Attribution payer = subscription.attribution();
    String description = subscription.display().description();
    return new SubscriptionItem(
        SubscriptionName.shown(snapshot, subscription.id()),
        description == null ? "" : description,
        subscription.display().name(),
        subscription.priority(),
        models.stream().map(model -> ModelRef.of(subscription, model)).toList(),
        payer.organization(),
        payer.costCenter(),
        payer.labels().isEmpty() ? null : payer.labels(),
        subscription.failsOpen() ? "open" : "closed");
  }

  /// What the subscription gives of one model.
  ///
  /// @param tokenRateLimits as the reference has them
  /// @param limits all of them, with all that is said of each
  @Shape(name = "SubscribedModel")
  record ModelRef(
      String name,
      @JsonProperty("model_name") String modelName,
      @JsonProperty("display_name") @Nullable String displayName,
      @Nullable String description,
      @Shape(values = {"internal", "external"}) String source,
      @JsonProperty("token_rate_limits") List<Rate> tokenRateLimits,
      @JsonProperty("request_rate_limits") @Nullable List<Rate> requestRateLimits,
      @JsonProperty("billing_rate") @Nullable BillingRateView billingRate,
      List<LimitView> limits) {

    static ModelRef of(Subscription subscription, Model model) {
      Grant grant = subscription.grantFor(model.id());
      List<Limit> limits = grant == null ? List.of() : grant.limits();
      BillingRate rate = grant == null ? null : grant.rate();
      List<Rate> requests =
          limits.stream().filter(l -> l.unit() == Unit.REQUESTS).map(Rate::of).toList();
      return new ModelRef(
          model.id().name(),
          model.publishedId(),
          model.details().displayName(),
          model.details().description(),
          model.kind().equals("ExternalModel") ? "external" : "internal",
          limits.stream().filter(l -> l.unit().countsTokens()).map(Rate::of).toList(),
          requests.isEmpty() ? null : requests,
          BillingRateView.of(rate),
          limits.stream().map(limit -> LimitView.of(limit, rate)).toList());
    }
  }

  /// How much fits in which window.
  ///
  /// @param unit what is counted where it is not the total of tokens
  record Rate(long limit, String window, @Nullable String unit) {
    static Rate of(Limit limit) {
      String unit =
          switch (limit.unit()) {
            case INPUT_TOKENS -> "input_tokens";
            case OUTPUT_TOKENS -> "output_tokens";
            case TOTAL_TOKENS, REQUESTS, COST, CONCURRENT_REQUESTS, SECONDS, CHARACTERS, IMAGES ->
                null;
          };
      return new Rate(limit.amount(), limit.window().toString(), unit);
    }
  }
}
