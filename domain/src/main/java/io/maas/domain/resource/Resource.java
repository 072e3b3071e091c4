package io.maas.domain.resource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A document that an administrator declares, as on Kubernetes. Trees are of maps, lists, strings,
/// numbers, booleans and null.
///
/// @param key what it is called
/// @param labels free labels
/// @param annotations free annotations
/// @param uid made by the store
/// @param generation raised by the store with each change of the spec
/// @param resourceVersion made by the store with each write; a write that names an older one is
///   refused
/// @param createdAt since when
/// @param finalizers who must agree before it goes
/// @param deletedAt since when it is being deleted
/// @param content `spec`, or `data` for a ConfigMap: every top-level field but the ones above
/// @param status what maas says of it
public record Resource(
    ResourceKey key,
    Map<String, String> labels,
    Map<String, String> annotations,
    String uid,
    long generation,
    long resourceVersion,
    Instant createdAt,
    List<String> finalizers,
    @Nullable Instant deletedAt,
    Map<String, Object> content,
    Map<String, Object> status) {

  /// A document that no store has seen yet.
  public static Resource draft(
      ResourceKey key,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<String> finalizers,
      Map<String, Object> content) {
    return new Resource(
        key, labels, annotations, "", 0, 0, Instant.EPOCH, finalizers, null, content, Map.of());
  }

  /// The same, based on that version of the store's.
  public Resource at(long version) {
    return new Resource(
        key,
        labels,
        annotations,
        uid,
        generation,
        version,
        createdAt,
        finalizers,
        deletedAt,
        content,
        status);
  }

  /// The same with other content.
  public Resource with(Map<String, Object> other) {
    return new Resource(
        key,
        labels,
        annotations,
        uid,
        generation,
        resourceVersion,
        createdAt,
        finalizers,
        deletedAt,
        other,
        status);
  }

  /// The `spec` of it; empty if it has none.
  @SuppressWarnings("unchecked") // trees have string keys by construction
  public Map<String, Object> spec() {
    return content.get("spec") instanceof Map<?, ?> spec ? (Map<String, Object>) spec : Map.of();
  }
}
