package io.maas.store.postgres;

import io.maas.domain.notice.Notice;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources.Written;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Writes a resource in the caller's transaction. The row is locked first and the clock last,
/// always in this order, so that writers wait for each other and never deadlock.
final class ResourceWrite {

  private static final String WHERE =
      "\nwhere kind = :kind and namespace = :namespace and name = :name\n";

  private ResourceWrite() {}

  static Written put(Handle handle, Resource wanted) {
    Optional<Resource> found = lock(handle, wanted.key());
    long current = found.map(Resource::resourceVersion).orElse(0L);
    if (current != wanted.resourceVersion()) {
      return new Written.Conflict(current);
    }
    if (found.isEmpty()) {
      return create(handle, wanted);
    }
    if (found.get().deletedAt() != null && wanted.finalizers().isEmpty()) {
      remove(handle, wanted.key());
      return new Written.Updated(found.get());
    }
    return update(handle, wanted)
        ? new Written.Updated(find(handle, wanted.key()).orElseThrow())
        : new Written.Unchanged(found.get());
  }

  private static Written create(Handle handle, Resource wanted) {
    int created =
        bindAll(
                handle.createUpdate(
                    """
                    insert into resources (kind, namespace, name, resource_version, labels, annotations,
                      finalizers, content)
                    values (:kind, :namespace, :name, :version, cast(:labels as jsonb),
                      cast(:annotations as jsonb), :finalizers, cast(:content as jsonb))
                    on conflict do nothing
                    """),
                wanted)
            .bind("version", tick(handle))
            .execute();
    if (created == 0) {
      // Somebody created it between our look and our write; the raised clock does no harm.
      return new Written.Conflict(
          find(handle, wanted.key()).map(Resource::resourceVersion).orElse(0L));
    }
    Announcement.send(handle, new Notice.ResourcesChanged());
    return new Written.Created(find(handle, wanted.key()).orElseThrow());
  }

  /// PostgreSQL itself tells what changed, since only it knows when two documents are the same to
  /// it.
  private static boolean update(Handle handle, Resource wanted) {
    boolean changes =
        bindAll(
                handle.createQuery(
                    """
                    select (labels, annotations, finalizers, content) is distinct from
                      (cast(:labels as jsonb), cast(:annotations as jsonb), cast(:finalizers as text[]),
                       cast(:content as jsonb)) from resources\
                    """
                        + WHERE),
                wanted)
            .mapTo(Boolean.class)
            .one();
    if (!changes) {
      return false;
    }
    bindAll(
            handle.createUpdate(
                """
                update resources set resource_version = :version, labels = cast(:labels as jsonb),
                  annotations = cast(:annotations as jsonb), finalizers = :finalizers,
                  generation = generation
                    + case when content = cast(:content as jsonb) then 0 else 1 end,
                  content = cast(:content as jsonb)\
                """
                    + WHERE),
            wanted)
        .bind("version", tick(handle))
        .execute();
    Announcement.send(handle, new Notice.ResourcesChanged());
    return true;
  }

  static void remove(Handle handle, ResourceKey key) {
    ResourceRow.bind(handle.createUpdate("delete from resources" + WHERE), key).execute();
    tick(handle);
    Announcement.send(handle, new Notice.ResourcesChanged());
  }

  static Optional<Resource> find(Handle handle, ResourceKey key) {
    return read(handle, key, "");
  }

  static Optional<Resource> lock(Handle handle, ResourceKey key) {
    return read(handle, key, "for update");
  }

  private static Optional<Resource> read(Handle handle, ResourceKey key, String lock) {
    return ResourceRow.bind(
            handle.createQuery("select " + ResourceRow.COLUMNS + " from resources" + WHERE + lock),
            key)
        .map(new ResourceRow())
        .findOne()
        .flatMap(found -> found);
  }

  /// Notes a change of what is declared.
  ///
  /// @return the write's number
  static long tick(Handle handle) {
    return handle
        .createQuery(
            """
            update resource_clock set writes = writes + 1, version = version + 1 returning writes
            """)
        .mapTo(Long.class)
        .one();
  }

  private static <S extends SqlStatement<S>> S bindAll(S statement, Resource wanted) {
    return ResourceRow.bind(statement, wanted.key())
        .bind("labels", Trees.write(wanted.labels()))
        .bind("annotations", Trees.write(wanted.annotations()))
        .bind("finalizers", wanted.finalizers().toArray(String[]::new))
        .bind("content", Trees.write(wanted.content()));
  }
}
