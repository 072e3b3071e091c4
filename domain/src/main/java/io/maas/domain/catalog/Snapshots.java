package io.maas.domain.catalog;

import io.maas.domain.metering.Layout;
import java.util.stream.Stream;

/// Where the path of a request finds the snapshots of now, one for each tenant. Reading them costs
/// nothing.
@FunctionalInterface
public interface Snapshots {

  /// The default tenant's.
  Snapshot current();

  /// A tenant's; one without anything in it for whoever is no tenant.
  default Snapshot of(String tenant) {
    Snapshot only = current();
    return only.tenant().equals(tenant) ? only : Snapshot.empty(tenant);
  }

  /// All tenants', in no order.
  default Stream<Snapshot> all() {
    return Stream.of(current());
  }

  /// Who there is, and how each is reached.
  default Tenants tenants() {
    return Tenants.alone(current().tenant());
  }

  /// Where the counters of all tenants' subscriptions live.
  default Layout layout() {
    return current().layout();
  }
}
