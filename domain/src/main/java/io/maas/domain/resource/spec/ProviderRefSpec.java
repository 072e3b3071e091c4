package io.maas.domain.resource.spec;

import io.maas.domain.catalog.Endpoint.Share;
import io.maas.domain.resource.Fields;
import io.maas.domain.resource.Rule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A provider that serves an external model, and how.
///
/// @param provider the ExternalProvider's name
/// @param targetModel the model's name there
/// @param apiFormat the dialect spoken there
/// @param path where that is; `{key}` stands for a value of the config, `{model}` for the target
///   model
/// @param auth instead of the provider's
/// @param config over the provider's
/// @param share its part of the requests; all of it but the weight is ours
public record ProviderRefSpec(
    String provider,
    String targetModel,
    String apiFormat,
    String path,
    @Nullable AuthSpec auth,
    Map<String, String> config,
    Share share) {

  private static final Rule PATH =
      Rule.matching("a path that starts with / and has at most 512 characters", "/.*", 512);

  static ProviderRefSpec read(Fields ref) {
    Fields auth = ref.objectOrNull("auth");
    return new ProviderRefSpec(
        ref.object("ref").text("name", Rules.NAME),
        ref.text("targetModel", Rules.NAME),
        ref.text("apiFormat", Rules.SHORT_NAME),
        ref.text("path", PATH),
        auth == null ? null : AuthSpec.read(auth),
        ExternalProviderSpec.config(ref),
        Shares.read(ref));
  }
}
