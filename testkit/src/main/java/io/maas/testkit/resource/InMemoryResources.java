package io.maas.testkit.resource;

import io.maas.domain.notice.Notice;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Resources in memory.
public final class InMemoryResources implements Resources {

  private final Map<ResourceKey, Resource> byKey = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Consumer<Notice> announce;
  private long writes;
  private long version;

  /// Nobody hears of changes.
  public InMemoryResources(InstantSource clock) {
    this(clock, _ -> {});
  }

  /// @param announce hears of every change of a content
  public InMemoryResources(InstantSource clock, Consumer<Notice> announce) {
    this.clock = clock;
    this.announce = announce;
  }

  @Override
  public synchronized Optional<Resource> find(ResourceKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  @Override
  public synchronized List<Resource> list(Selection selection) {
    return byKey.values().stream()
        .filter(r -> selection.kind() == null || r.key().kind() == selection.kind())
        .filter(
            r -> selection.namespace() == null || r.key().namespace().equals(selection.namespace()))
        .toList();
  }

  @Override
  public synchronized Written put(Resource resource) {
    Resource current = byKey.get(resource.key());
    long known = current == null ? 0 : current.resourceVersion();
    if (resource.resourceVersion() != known) {
      return new Written.Conflict(known);
    }
    if (current == null) {
      return new Written.Created(keep(resource, null, 1));
    }
    if (sameDeclaration(resource, current)) {
      return new Written.Unchanged(current);
    }
    boolean changed = !resource.content().equals(current.content());
    return new Written.Updated(keep(resource, current, current.generation() + (changed ? 1 : 0)));
  }

  @Override
  public synchronized void putStatus(ResourceKey key, Map<String, Object> status) {
    byKey.computeIfPresent(
        key,
        (_, r) ->
            new Resource(
                key,
                r.labels(),
                r.annotations(),
                r.uid(),
                r.generation(),
                ++writes,
                r.createdAt(),
                r.finalizers(),
                r.deletedAt(),
                r.content(),
                status));
  }

  @Override
  public synchronized boolean putStatusByHand(ResourceKey key, Map<String, Object> status) {
    if (!byKey.containsKey(key)) {
      return false;
    }
    putStatus(key, status);
    announce.accept(new Notice.ResourcesChanged());
    return true;
  }

  @Override
  public synchronized boolean delete(ResourceKey key) {
    Resource current = byKey.get(key);
    if (current == null) {
      return false;
    }
    if (current.finalizers().isEmpty()) {
      byKey.remove(key);
    } else if (current.deletedAt() == null) {
      byKey.put(key, stamped(current, current, current.generation(), clock.instant()));
    } else {
      return true;
    }
    announceChange();
    return true;
  }

  @Override
  public synchronized long version() {
    return version;
  }

  private Resource keep(Resource resource, @Nullable Resource current, long generation) {
    Resource kept =
        stamped(resource, current, generation, current == null ? null : current.deletedAt());
    if (kept.deletedAt() != null && kept.finalizers().isEmpty()) {
      byKey.remove(kept.key());
    } else {
      byKey.put(kept.key(), kept);
    }
    announceChange();
    return kept;
  }

  private Resource stamped(
      Resource resource, @Nullable Resource current, long generation, @Nullable Instant deletedAt) {
    return new Resource(
        resource.key(),
        resource.labels(),
        resource.annotations(),
        current == null ? UUID.randomUUID().toString() : current.uid(),
        generation,
        ++writes,
        current == null ? clock.instant() : current.createdAt(),
        resource.finalizers(),
        deletedAt,
        resource.content(),
        current == null ? Map.of() : current.status());
  }

  private void announceChange() {
    version++;
    announce.accept(new Notice.ResourcesChanged());
  }

  private static boolean sameDeclaration(Resource a, Resource b) {
    return a.content().equals(b.content())
        && a.labels().equals(b.labels())
        && a.annotations().equals(b.annotations())
        && a.finalizers().equals(b.finalizers());
  }
}
