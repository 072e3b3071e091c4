package io.maas.control.request;

import io.maas.control.call.Call;
import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.access.Subjects;
import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Subscription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may see and answer a request: whoever the subscription names, and administrators. To others,
/// except to who asked, it is not there.
public final class Approvers {

  private final AccessRequests requests;
  private final Snapshots snapshots;

  public Approvers(AccessRequests requests, Snapshots snapshots) {
    this.requests = requests;
    this.snapshots = snapshots;
  }

  /// The request that the call is about, if the caller may see it.
  Optional<AccessRequest> visible(Call call) {
    return requests
        .find(call.principal().tenant(), call.part("id"))
        .filter(request -> isOwn(call, request) || approves(call, request.subscription()));
  }

  static boolean isOwn(Call call, AccessRequest request) {
    return request.user().equals(call.principal().user());
  }

  /// Whether the caller answers for a subscription.
  boolean approves(Call call, String subscription) {
    return call.scope().coversTenant()
        || snapshots
            .of(call.tenant())
            .find(subscription)
            .filter(each -> isNamed(call, each.approvers()))
            .isPresent();
  }

  /// The subscriptions that the caller is named by.
  List<String> approvable(Call call) {
    return snapshots
        .of(call.tenant())
        .subscriptions()
        .filter(subscription -> isNamed(call, subscription.approvers()))
        .map(Subscription::id)
        .sorted()
        .toList();
  }

  private static boolean isNamed(Call call, @Nullable Subjects approvers) {
    return approvers != null && approvers.include(call.principal());
  }

  Snapshot snapshot(String tenant) {
    return snapshots.of(tenant);
  }
}
