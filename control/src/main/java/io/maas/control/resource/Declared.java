package io.maas.control.resource;

import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource as the audit log has it: what was declared, without what maas says of it and without
/// our notes.
final class Declared {

  private Declared() {}

  /// What is there; null if nothing is.
  static @Nullable Map<String, ?> before(Resources resources, ResourceKey key) {
    return resources.find(key).map(Declared::of).orElse(null);
  }

  private static Map<String, ?> of(Resource resource) {
    Map<String, Object> document =
        new LinkedHashMap<>(Documents.write(LastApplied.stripped(resource)));
    document.remove("status");
    return document;
  }
}
