package io.maas.testkit.resource;

import io.maas.domain.resource.Resources;
import java.time.InstantSource;

class InMemoryResourcesTest extends ResourcesContract {

  private final InMemoryResources resources = new InMemoryResources(InstantSource.system());

  @Override
  protected Resources resources() {
    return resources;
  }
}
