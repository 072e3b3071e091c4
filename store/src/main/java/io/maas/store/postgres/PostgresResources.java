package io.maas.store.postgres;

import io.maas.domain.notice.Notice;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Resources in the table of that name. Writes are in [ResourceWrite].
final class PostgresResources implements Resources {

  private final Jdbi jdbi;
  private final KnownResources known = new KnownResources();

  PostgresResources(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Resource> find(ResourceKey key) {
    return jdbi.withHandle(handle -> ResourceWrite.find(handle, key));
  }

  @Override
  public List<Resource> list(Selection selection) {
    return selection.equals(Selection.ALL)
        ? known.all(jdbi)
        : list(selection, Integer.MAX_VALUE, 0);
  }

  @Override
  public List<Resource> list(Selection selection, int limit, int offset) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + ResourceRow.COLUMNS
                    + """
                     from resources
                    where (cast(:kind as text) is null or kind = :kind)
                      and (cast(:namespace as text) is null or namespace = :namespace)
                    order by kind, namespace, name limit :limit offset :offset
                    """)
            .bindBySqlType(
                "kind",
                selection.kind() == null ? null : ResourceRow.nameOf(selection.kind()),
                Types.VARCHAR)
            .bindBySqlType("namespace", selection.namespace(), Types.VARCHAR)
            .bind("limit", limit)
            .bind("offset", offset)
            .map(new ResourceRow())
            .stream()
            .flatMap(Optional::stream)
            .toList());
  }

  @Override
  public Written put(Resource resource) {
    return jdbi.inTransaction(handle -> ResourceWrite.put(handle, resource));
  }

  @Override
  public void putStatus(ResourceKey key, Map<String, Object> status) {
    jdbi.useHandle(handle -> putStatus(handle, key, status));
  }

  @Override
  public boolean putStatusByHand(ResourceKey key, Map<String, Object> status) {
    return jdbi.inTransaction(handle -> {
      if (ResourceWrite.lock(handle, key).isEmpty()) {
        return false;
      }
      putStatus(handle, key, status);
      Announcement.send(handle, new Notice.ResourcesChanged());
      return true;
    });
  }

  /// The clock is read only where the status differs: most often it does not.
  private static void putStatus(Handle handle, ResourceKey key, Map<String, Object> status) {
    ResourceRow.bind(
            handle.createUpdate(
                """
                with changed as (
                  select kind, namespace, name from resources
                  where kind = :kind and namespace = :namespace and name = :name
                    and status <> cast(:status as jsonb)
                  for update
                ), tick as (
                  update resource_clock set writes = writes + 1
                  where exists (select from changed) returning writes
                )
                update resources r
                set status = cast(:status as jsonb), resource_version = tick.writes
                from changed c, tick
                where (r.kind, r.namespace, r.name) = (c.kind, c.namespace, c.name)
                """),
            key)
        .bind("status", Trees.write(status))
        .execute();
  }

  @Override
  public boolean delete(ResourceKey key) {
    return jdbi.inTransaction(handle -> delete(handle, key));
  }

  private static boolean delete(Handle handle, ResourceKey key) {
    Optional<Resource> found = ResourceWrite.lock(handle, key);
    if (found.isEmpty()) {
      return false;
    }
    if (found.get().finalizers().isEmpty()) {
      ResourceWrite.remove(handle, key);
    } else if (found.get().deletedAt() == null) {
      ResourceRow.bind(
              handle.createUpdate(
                  """
                  update resources set deleted_at = now(), resource_version = :version
                  where kind = :kind and namespace = :namespace and name = :name
                  """),
              key)
          .bind("version", ResourceWrite.tick(handle))
          .execute();
      Announcement.send(handle, new Notice.ResourcesChanged());
    }
    return true;
  }

  @Override
  public long version() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select version from resource_clock").mapTo(Long.class).one());
  }
}
