package io.maas.control.request;

import io.maas.control.api.Shape;
import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.catalog.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request for a subscription as both sides read it.
///
/// @param expiresAt when what was approved ends by itself
/// @param modelsWithoutPolicy of the subscription, which the user may not use all the same
@Shape(name = "SubscriptionRequest")
record RequestView(
    String id,
    String username,
    String subscription,
    @Nullable String reason,
    String status,
    @Shape(format = "date-time") String createdAt,
    @Nullable String decidedBy,
    @Nullable String decidedAt,
    @Nullable String note,
    @Nullable String expiresAt,
    @Nullable String endedBy,
    @Nullable String endedAt,
    @Nullable String endNote,
    @Nullable List<String> modelsWithoutPolicy) {

  static RequestView of(AccessRequest request, Snapshot snapshot, Instant now) {
    Decision decision = request.decision();
    Ending ending = request.ending();
    Instant until = decision == null ? null : decision.until();
    return new RequestView(
        request.id(),
        request.user(),
        SubscriptionName.shown(snapshot, request.subscription()),
        textOrNull(request.reason()),
        request.stateAt(now).name().toLowerCase(Locale.ROOT),
        request.askedAt().toString(),
        decision == null ? null : decision.by(),
        decision == null ? null : decision.at().toString(),
        decision == null ? null : textOrNull(decision.note()),
        until == null ? null : until.toString(),
        ending == null ? null : ending.by(),
        ending == null ? null : ending.at().toString(),
        ending == null ? null : textOrNull(ending.note()),
        null);
  }

  RequestView without(List<String> models) {
    return new RequestView(
        id,
        username,
        subscription,
        reason,
        status,
        createdAt,
        decidedBy,
        decidedAt,
        note,
        expiresAt,
        endedBy,
        endedAt,
        endNote,
        models.isEmpty() ? null : models);
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
