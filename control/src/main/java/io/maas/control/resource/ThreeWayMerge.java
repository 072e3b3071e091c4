package io.maas.control.resource;

import io.maas.domain.resource.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a document over what there is: what it names is set, what it named the last time and names
/// no more is removed, and what others added stays. Maps are merged; lists are taken whole.
final class ThreeWayMerge {

  private ThreeWayMerge() {}

  /// The resource to write.
  ///
  /// @param wanted the document, without the note of the last one
  /// @param live what there is
  static Resource merge(Resource wanted, Resource live) {
    Resource last =
        LastApplied.of(live)
            .orElseGet(() -> Resource.draft(live.key(), Map.of(), Map.of(), List.of(), Map.of()));
    Map<String, String> annotations =
        texts(merge(last.annotations(), live.annotations(), wanted.annotations()));
    annotations.put(LastApplied.ANNOTATION, LastApplied.note(wanted));
    return Resource.draft(
            live.key(),
            texts(merge(last.labels(), live.labels(), wanted.labels())),
            annotations,
            finalizers(last, live, wanted),
            merge(last.content(), live.content(), wanted.content()))
        .at(live.resourceVersion());
  }

  /// The resource to write where there is none yet.
  static Resource create(Resource wanted) {
    Map<String, String> annotations = new LinkedHashMap<>(wanted.annotations());
    annotations.put(LastApplied.ANNOTATION, LastApplied.note(wanted));
    return Resource.draft(
        wanted.key(),
        wanted.labels(),
        annotations,
        wanted.finalizers(),
        merge(Map.of(), Map.of(), wanted.content()));
  }

  private static List<String> finalizers(Resource last, Resource live, Resource wanted) {
    return wanted.finalizers().isEmpty() && last.finalizers().isEmpty()
        ? live.finalizers()
        : wanted.finalizers();
  }

  private static Map<String, Object> merge(Map<?, ?> last, Map<?, ?> live, Map<?, ?> wanted) {
    Map<String, Object> merged = new LinkedHashMap<>();
    live.forEach((key, value) -> {
      if (wanted.containsKey(key) || !last.containsKey(key)) {
        put(merged, key, value);
      }
    });
    wanted.forEach((key, value) ->
        put(
            merged,
            key,
            value instanceof Map<?, ?> inner
                ? merge(map(last.get(key)), map(live.get(key)), inner)
                : value));
    return merged;
  }

  /// A null is how a document says that a field must not be there.
  private static void put(Map<String, Object> merged, Object key, @Nullable Object value) {
    if (value == null) {
      merged.remove(key.toString());
    } else {
      merged.put(key.toString(), value);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Map<String, String> texts(Map<String, Object> merged) {
    Map<String, String> texts = new LinkedHashMap<>();
    merged.forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }
}
