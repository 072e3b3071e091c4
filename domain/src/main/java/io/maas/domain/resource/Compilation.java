package io.maas.domain.resource;

import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// What came of compiling all resources.
///
/// @param tenants who there is
/// @param snapshots what the path of a request reads, by tenant
/// @param layout where the counters of all of them live
/// @param statuses what to say of each resource, as its `status` tree
public record Compilation(
    Tenants tenants,
    Map<String, Snapshot> snapshots,
    Layout layout,
    Map<ResourceKey, Map<String, Object>> statuses)
    implements Snapshots {

  /// The state of the resources at that version.
  public Compilation(
      long version,
      Tenants tenants,
      Map<String, Snapshot> snapshots,
      Map<ResourceKey, Map<String, Object>> statuses) {
    this(tenants, Map.copyOf(snapshots), together(version, snapshots), statuses);
  }

  /// One tenant's.
  public Compilation(Snapshot snapshot, Map<ResourceKey, Map<String, Object>> statuses) {
    this(
        snapshot.version(),
        Tenants.alone(snapshot.tenant()),
        Map.of(snapshot.tenant(), snapshot),
        statuses);
  }

  /// A subscription's namespace is one tenant's, so no two have one of the same name.
  private static Layout together(long version, Map<String, Snapshot> snapshots) {
    if (snapshots.size() == 1) {
      return snapshots.values().iterator().next().layout();
    }
    Map<String, Place> places = new HashMap<>();
    snapshots.values().forEach(snapshot -> places.putAll(snapshot.layout().places()));
    return new Layout(version, places);
  }

  /// The default tenant's snapshot, or the only one.
  public Snapshot snapshot() {
    Snapshot home = snapshots.get(Tenant.DEFAULT);
    return home == null ? snapshots.values().iterator().next() : home;
  }

  @Override
  public Snapshot current() {
    return snapshot();
  }

  @Override
  public Snapshot of(String tenant) {
    Snapshot found = snapshots.get(tenant);
    return found == null ? Snapshot.empty(tenant) : found;
  }

  @Override
  public Stream<Snapshot> all() {
    return snapshots.values().stream();
  }
}
