package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Identities;
import io.maas.domain.access.Users;
import java.time.Instant;

class InMemoryIdentitiesTest extends IdentitiesContract {

  private final InMemoryApiKeys keys = new InMemoryApiKeys();
  private final InMemoryUsers users = new InMemoryUsers(keys);

  @Override
  protected Identities identitiesAt(Instant now) {
    return new InMemoryIdentities(keys, users, () -> now);
  }

  @Override
  protected ApiKeys keys() {
    return keys;
  }

  @Override
  protected Users users() {
    return users;
  }
}
