package io.maas.control.resource;

import io.maas.domain.resource.Resource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a resource comes from, noted on those that came to be by applying from there: who follows
/// a source may prune these, and no others. Nobody can write the note in a document; whoever
/// applies from nowhere takes the resource over, and the note with it.
///
/// @param source a name that means something to who applies; null for nowhere
public record Origin(@Nullable String source) {

  /// The note's name among the annotations.
  public static final String ANNOTATION = "maas.opendatahub.io/applied-from";

  /// What is new bears the note.
  Resource created(Resource written) {
    return noted(written, source);
  }

  /// What is there bears it only if it did before: what others made stays theirs.
  Resource merged(Resource written, Resource live) {
    return noted(written, live.annotations().containsKey(ANNOTATION) ? source : null);
  }

  private static Resource noted(Resource written, @Nullable String source) {
    Map<String, String> annotations = new HashMap<>(written.annotations());
    if (source == null) {
      annotations.remove(ANNOTATION);
    } else {
      annotations.put(ANNOTATION, source);
    }
    return Resource.draft(
            written.key(), written.labels(), annotations, written.finalizers(), written.content())
        .at(written.resourceVersion());
  }
}
