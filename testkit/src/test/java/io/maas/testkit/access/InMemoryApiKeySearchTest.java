package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;

class InMemoryApiKeySearchTest extends ApiKeySearchContract {

  private final InMemoryApiKeys keys = new InMemoryApiKeys();

  @Override
  protected ApiKeys keys() {
    return keys;
  }
}
