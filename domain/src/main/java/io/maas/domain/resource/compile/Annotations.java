package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelDetails;
import io.maas.domain.catalog.Subscription.Display;
import io.maas.domain.resource.Resource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the reference's annotations tell people.
final class Annotations {

  private static final String NAME = "openshift.io/display-name";
  private static final String DESCRIPTION = "openshift.io/description";
  private static final String USE_CASE = "opendatahub.io/genai-use-case";
  private static final String CONTEXT = "opendatahub.io/context-window";
  private static final String CAPABILITIES = "opendatahub.io/model-capabilities";

  private Annotations() {}

  static Display display(Resource resource) {
    return new Display(text(resource, NAME), text(resource, DESCRIPTION));
  }

  /// @param yaml reads the list of capabilities, which is JSON and so YAML; one that cannot be read
  ///   is no reason to withhold the model
  static ModelDetails details(Resource resource, Function<String, Object> yaml) {
    return new ModelDetails(
        text(resource, NAME),
        text(resource, DESCRIPTION),
        text(resource, USE_CASE),
        text(resource, CONTEXT),
        capabilities(text(resource, CAPABILITIES), yaml));
  }

  private static @Nullable String text(Resource resource, String annotation) {
    return resource.annotations().get(annotation);
  }

  private static List<String> capabilities(@Nullable String text, Function<String, Object> yaml) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    try {
      return yaml.apply(text) instanceof List<?> list
          ? list.stream()
              .flatMap(item -> item instanceof String word ? Stream.of(word) : Stream.empty())
              .toList()
          : List.of();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }
}
