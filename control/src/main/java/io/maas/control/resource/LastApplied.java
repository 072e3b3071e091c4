package io.maas.control.resource;

import io.maas.control.call.Json;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What somebody applied last, kept beside the resource: without it nobody could tell a field that
/// was taken out of a document from one that somebody else added.
final class LastApplied {

  static final String ANNOTATION = "maas.opendatahub.io/last-applied";

  private LastApplied() {}

  /// What was applied last; empty if nobody applied, or if what is noted cannot be read.
  static Optional<Resource> of(Resource live) {
    String text = live.annotations().get(ANNOTATION);
    if (text == null || !(Json.read(text) instanceof Json.Read.Tree(Map<?, ?> tree))) {
      return Optional.empty();
    }
    return switch (Draft.read(tree, 1)) {
      case Draft.Read(Resource resource) -> Optional.of(resource);
      case Draft.Refused _ -> Optional.empty();
    };
  }

  /// The resource as it was written, without the notes that a reader may have sent back.
  static Resource stripped(Resource draft) {
    Map<String, String> annotations = new HashMap<>(draft.annotations());
    annotations.remove(ANNOTATION);
    annotations.remove(Origin.ANNOTATION);
    return Resource.draft(
            draft.key(), draft.labels(), annotations, draft.finalizers(), draft.content())
        .at(draft.resourceVersion());
  }

  /// The note of a document, the same for the same document in any order.
  static String note(Resource draft) {
    return Json.write(sorted(Documents.write(draft)));
  }

  private static Map<String, Object> sorted(Map<?, ?> tree) {
    Map<String, Object> sorted = new TreeMap<>();
    tree.forEach((key, value) -> {
      if (value != null) {
        sorted.put(key.toString(), value instanceof Map<?, ?> map ? sorted(map) : value);
      }
    });
    return sorted;
  }
}
