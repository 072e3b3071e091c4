package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;

class InMemoryApiKeysTest extends ApiKeysContract {

  private final InMemoryApiKeys keys = new InMemoryApiKeys();

  @Override
  protected ApiKeys keys() {
    return keys;
  }
}
