package io.maas.control.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.control.subscription.SubscriptionName;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /v1/subscription-offers`: the subscriptions that the caller may ask for and has not.
public final class Offers {

  private static final int MOST = 100;

  private final Snapshots snapshots;

  public Offers(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  public Reply list(Call call) {
    String offset = call.asked("offset");
    if (offset != null && !offset.matches("[0-9]{1,9}")) {
      return Reply.badRequest("offset: " + offset + " (expected: >= 0)");
    }
    int skipped = offset == null ? 0 : Integer.parseInt(offset);
    Snapshot snapshot = snapshots.of(call.tenant());
    List<Offer> found =
        snapshot
            .subscriptions()
            .filter(each -> each.approvers() != null && !snapshot.mayUse(call.principal(), each))
            .sorted(Comparator.comparing(Subscription::id))
            .skip(skipped)
            .limit(MOST + 1L)
            .map(each -> Offer.of(each, snapshot))
            .toList();
    boolean more = found.size() > MOST;
    return Reply.ok(new Listed("list", more ? found.subList(0, MOST) : found, more));
  }

  private record Listed(
      String object, List<Offer> data, @JsonProperty("has_more") boolean hasMore) {}

  @Shape(name = "SubscriptionOffer")
  record Offer(
      String name,
      @Nullable String displayName,
      @Nullable String description,
      List<String> models) {
    static Offer of(Subscription subscription, Snapshot snapshot) {
      return new Offer(
          SubscriptionName.shown(snapshot, subscription.id()),
          subscription.display().name(),
          subscription.display().description(),
          subscription.grants().keySet().stream().map(Object::toString).sorted().toList());
    }
  }
}
