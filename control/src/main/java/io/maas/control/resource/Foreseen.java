package io.maas.control.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.Trees;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What applying a document would come to.
///
/// @param result `created`, `configured` or `unchanged`
/// @param live what there is; null if nothing
/// @param merged what there would be
@JsonInclude(JsonInclude.Include.NON_NULL)
record Foreseen(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    String result,
    @Nullable Map<String, Object> live,
    Map<String, Object> merged) {

  /// Whether a store would take one for the other.
  static boolean isSame(Resource merged, Resource live) {
    return merged.labels().equals(live.labels())
        && merged.annotations().equals(live.annotations())
        && merged.finalizers().equals(live.finalizers())
        && Trees.same(merged.content(), live.content());
  }
}
