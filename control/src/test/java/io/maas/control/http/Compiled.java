package io.maas.control.http;

import io.maas.domain.catalog.Snapshot;
import io.maas.domain.catalog.Snapshots;
import io.maas.domain.catalog.Tenants;
import io.maas.domain.metering.Layout;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Compiled whenever somebody looks.
record Compiled(Supplier<? extends Snapshots> now) implements Snapshots {

  @Override
  public Snapshot current() {
    return now.get().current();
  }

  @Override
  public Snapshot of(String tenant) {
    return now.get().of(tenant);
  }

  @Override
  public Stream<Snapshot> all() {
    return now.get().all();
  }

  @Override
  public Tenants tenants() {
    return now.get().tenants();
  }

  @Override
  public Layout layout() {
    return now.get().layout();
  }
}
