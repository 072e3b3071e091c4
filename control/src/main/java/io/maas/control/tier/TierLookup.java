package io.maas.control.tier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Fields;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `POST /v1/tiers/lookup`: the highest tier of somebody who is in these groups.
public final class TierLookup {

  private static final String PREFIX = "tier-";

  private final Snapshots snapshots;

  public TierLookup(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  public Reply find(Call call) {
    Fields body = Fields.of(call.body());
    List<String> groups = body.list("groups");
    if (body.sound() && groups.isEmpty()) {
      body.refuse("groups", "none", "at least one");
    }
    if (!body.sound()) {
      return refused(400, "bad_request", body.refusal().message());
    }
    return snapshots
        .of(call.tenant())
        .subscriptions()
        .filter(Subscription::isTier)
        .filter(tier -> groups.stream().anyMatch(tier.owner().groups()::contains))
        .max(Comparator.comparingInt(tier -> Objects.requireNonNullElse(tier.tierLevel(), 0)))
        .<Reply>map(tier -> Reply.ok(Found.of(tier)))
        .orElseGet(
            () -> refused(404, "not_found", "no tier for groups " + String.join(", ", groups)));
  }

  private static Reply.Refused refused(int status, String error, String message) {
    return new Reply.Refused(status, error, Map.of("message", message));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Shape(name = "Tier")
  record Found(String tier, @Nullable String displayName) {
    static Found of(Subscription tier) {
      return new Found(tier.name().substring(PREFIX.length()), tier.display().name());
    }
  }
}
