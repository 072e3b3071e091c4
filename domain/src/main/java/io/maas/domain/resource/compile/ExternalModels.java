package io.maas.domain.resource.compile;

import io.maas.domain.catalog.ModelId;
import java.util.Map;
import java.util.Optional;

/// The models that others serve, by namespace and name.
record ExternalModels(Map<ModelId, External> models) {

  /// One of them.
  ///
  /// @param clientName what clients call it
  record External(String clientName, Upstreams upstreams) {}

  Optional<External> find(String namespace, String name) {
    return Optional.ofNullable(models.get(new ModelId(namespace, name)));
  }
}
