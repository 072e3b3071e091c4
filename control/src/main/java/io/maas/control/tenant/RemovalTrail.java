package io.maas.control.tenant;

import io.maas.domain.resource.ResourceKey;

/// Where the steps of a tenant's removal are written down, each before it is taken.
@FunctionalInterface
public interface RemovalTrail {

  /// Writes one down.
  ///
  /// @param tenant its AITenant
  /// @param step what is about to be done, as a tree
  /// @return false if it could not be written; then it is not done
  boolean written(ResourceKey tenant, Object step);
}
