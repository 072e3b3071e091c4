package io.maas.store.postgres;

import io.maas.domain.resource.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// All resources, read again and again: with each change of one, and mostly the same. A document is
/// read and parsed once for each version of it; versions alone are read each time.
final class KnownResources {

  /// By version, of which every write has one of its own. Empty for a kind that only a newer
  /// release knows.
  private volatile Map<Long, Optional<Resource>> byVersion = Map.of();

  /// All of them, as they are at one moment, in their order.
  List<Resource> all(Jdbi jdbi) {
    Map<Long, Optional<Resource>> before = byVersion;
    Map<Long, Optional<Resource>> now = new HashMap<>();
    List<Resource> all =
        jdbi.inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ, handle -> all(handle, before, now));
    byVersion = now;
    return all;
  }

  private static List<Resource> all(
      Handle handle, Map<Long, Optional<Resource>> before, Map<Long, Optional<Resource>> now) {
    List<Long> versions =
        handle
            .createQuery("select resource_version from resources order by kind, namespace, name")
            .mapTo(Long.class)
            .list();
    List<Long> missing = versions.stream().filter(version -> !before.containsKey(version)).toList();
    Map<Long, Optional<Resource>> read = read(handle, missing);
    List<Resource> all = new ArrayList<>(versions.size());
    for (Long version : versions) {
      Optional<Resource> resource =
          Optional.ofNullable(before.get(version)).orElseGet(() -> read.get(version));
      now.put(version, resource);
      resource.ifPresent(all::add);
    }
    return all;
  }

  private static Map<Long, Optional<Resource>> read(Handle handle, List<Long> versions) {
    if (versions.isEmpty()) {
      return Map.of();
    }
    Map<Long, Optional<Resource>> read = new HashMap<>();
    handle
        .createQuery(
            "select "
                + ResourceRow.COLUMNS
                + " from resources where resource_version = any (:versions)")
        .bind("versions", versions.toArray(Long[]::new))
        .map((row, context) ->
            Map.entry(row.getLong("resource_version"), new ResourceRow().map(row, context)))
        .forEach(entry -> read.put(entry.getKey(), entry.getValue()));
    return read;
  }
}
