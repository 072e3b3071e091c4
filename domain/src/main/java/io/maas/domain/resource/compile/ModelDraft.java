package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import io.maas.domain.catalog.TokenRules;
import io.maas.domain.resource.spec.ModelRefSpec;
import java.util.Set;

/// A model before it is known who may use it.
///
/// @param publishedId its `id` in lists
/// @param aliases every other name that a request's `model` may have for it
record ModelDraft(
    Declaration<ModelRefSpec> declaration,
    ModelId id,
    String publishedId,
    Set<String> aliases,
    Upstreams upstreams) {

  TokenRules tokens() {
    return declaration.spec().tokens();
  }

  /// Whether a strict limit can hold over it.
  boolean bounded() {
    return tokens().template() != null;
  }
}
