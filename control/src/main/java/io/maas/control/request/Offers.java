package io.maas.control.request;

import io.maas.control.api.Shape;
import io.maas.control.call.Call;
import io.maas.control.call.Paging;
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

  private final Snapshots snapshots;

  public Offers(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  public Reply list(Call call) {
    return Paging.answer(call, paging -> page(call, paging));
  }

  private Reply page(Call call, Paging paging) {
    Snapshot snapshot = snapshots.of(call.tenant());
    return paging.page(
        snapshot
            .subscriptions()
            .filter(each -> each.approvers() != null && !snapshot.mayUse(call.principal(), each))
            .sorted(Comparator.comparing(Subscription::id))
            .skip(paging.offset())
            .limit(paging.oneMore())
            .map(each -> Offer.of(each, snapshot))
            .toList());
  }

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
