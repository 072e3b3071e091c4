package io.maas.domain.resource.spec;

import io.maas.domain.resource.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model that others serve.
///
/// @param modelName what clients call it, if not by the resource's name
/// @param providers 1 to 64
public record ExternalModelSpec(@Nullable String modelName, List<ProviderRefSpec> providers)
    implements Spec {

  static ExternalModelSpec read(Fields spec) {
    return new ExternalModelSpec(
        spec.textOrNull("modelName", Rules.MODEL_NAME),
        spec.objects("externalProviderRefs", 1, 64).stream().map(ProviderRefSpec::read).toList());
  }
}
