package io.maas.control.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a patch makes of a document, after RFC 7396: objects are merged field by field, a null
/// takes a field away, and anything else stands in for what was there.
final class MergePatch {

  private MergePatch() {}

  static Map<String, @Nullable Object> apply(@Nullable Object target, Map<?, ?> patch) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (target instanceof Map<?, ?> map) {
      map.forEach((key, value) -> result.put(key.toString(), value));
    }
    patch.forEach((key, value) -> {
      if (value == null) {
        result.remove(key.toString());
      } else {
        result.put(
            key.toString(),
            value instanceof Map<?, ?> inner ? apply(result.get(key.toString()), inner) : value);
      }
    });
    return result;
  }
}
