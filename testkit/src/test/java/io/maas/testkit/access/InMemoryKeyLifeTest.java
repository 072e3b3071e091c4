package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Identities;
import java.time.Instant;

class InMemoryKeyLifeTest extends KeyLifeContract {

  private final InMemoryApiKeys keys = new InMemoryApiKeys();

  @Override
  protected ApiKeys keys() {
    return keys;
  }

  @Override
  protected Identities identitiesAt(Instant now) {
    return new InMemoryIdentities(keys, new InMemoryUsers(keys), () -> now);
  }
}
