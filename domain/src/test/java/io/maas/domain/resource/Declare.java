package io.maas.domain.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/// Makes resources for tests out of documents in flow style.
public final class Declare {

  private Declare() {}

  /// A resource as a store would give it, from a whole document.
  public static Resource document(String text) {
    Documents.Reading reading = Documents.read(Flow.map(text));
    assertThat(reading).isInstanceOf(Documents.Parsed.class);
    return ((Documents.Parsed) reading).draft();
  }

  /// A resource of a kind with this spec.
  ///
  /// @param name `namespace/name`
  public static Resource spec(Kind kind, String name, String spec) {
    return content(kind, name, Map.of("spec", Flow.map(spec)));
  }

  /// The tiers, as YAML in the one ConfigMap.
  public static Resource tiers(String yaml) {
    return content(
        Kind.CONFIG_MAP,
        Kind.CONTROL_NAMESPACE + "/tier-to-group-mapping",
        Map.of("data", Map.of("tiers", yaml)));
  }

  /// A resource of a kind with these top-level fields.
  public static Resource content(Kind kind, String name, Map<String, Object> content) {
    int slash = name.indexOf('/');
    ResourceKey key = new ResourceKey(kind, name.substring(0, slash), name.substring(slash + 1));
    return Resource.draft(key, Map.of(), Map.of(), List.of(), content);
  }

  /// The same with annotations.
  public static Resource annotated(Resource resource, Map<String, String> annotations) {
    return Resource.draft(
        resource.key(), resource.labels(), annotations, resource.finalizers(), resource.content());
  }
}
