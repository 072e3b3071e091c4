package io.maas.domain.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store of resources. A port: PostgreSQL, or the API server on Kubernetes. Every method
/// blocks; every change is announced to all processes by the store itself.
public interface Resources {

  Optional<Resource> find(ResourceKey key);

  /// All of them, or those of a kind and namespace.
  List<Resource> list(Selection selection);

  /// Some of them, by kind, namespace and name.
  ///
  /// @param offset how many to skip
  default List<Resource> list(Selection selection, int limit, int offset) {
    return list(selection).stream()
        .sorted(
            Comparator.comparing((Resource r) -> r.key().kind().toString())
                .thenComparing(r -> r.key().namespace())
                .thenComparing(r -> r.key().name()))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  /// Creates or replaces what the administrator declares; status stays. The generation rises if the
  /// content changed; a write that changes nothing is none.
  ///
  /// @param resource its `resourceVersion` must be the store's, or 0 to create
  Written put(Resource resource);

  /// Writes what maas says of it; neither generation nor anyone's notice of the spec changes.
  void putStatus(ResourceKey key, Map<String, Object> status);

  /// Writes what somebody else says of it, as [StatusByHand] notes it; the generation stays, and
  /// whoever compiles is told. False if there is no such resource.
  boolean putStatusByHand(ResourceKey key, Map<String, Object> status);

  /// Deletes it, or marks it if finalizers are left; false if there is none.
  boolean delete(ResourceKey key);

  /// Grows with every change of any content.
  long version();

  /// Which to list; null means any.
  record Selection(
      @org.jspecify.annotations.Nullable Kind kind,
      @org.jspecify.annotations.Nullable String namespace) {

    /// All of them.
    public static final Selection ALL = new Selection(null, null);
  }

  /// What came of a write.
  sealed interface Written {
    /// It is new.
    record Created(Resource resource) implements Written {}

    /// It replaced what was there.
    record Updated(Resource resource) implements Written {}

    /// It was so already.
    record Unchanged(Resource resource) implements Written {}

    /// Somebody else wrote in between.
    ///
    /// @param current the store's version, 0 if there is none any more
    record Conflict(long current) implements Written {}
  }
}
