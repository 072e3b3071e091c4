package io.maas.domain.resource.compile;

import io.maas.domain.resource.Resource;
import io.maas.domain.resource.spec.Spec;

/// A resource and what it says.
record Declaration<S extends Spec>(Resource resource, S spec) {

  String namespace() {
    return resource.key().namespace();
  }

  String name() {
    return resource.key().name();
  }
}
