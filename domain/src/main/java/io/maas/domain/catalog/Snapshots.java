package io.maas.domain.catalog;

/// Where the path of a request finds the snapshot of now. Reading it costs nothing.
@FunctionalInterface
public interface Snapshots {
  Snapshot current();
}
