package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Users;

class InMemoryUsersTest extends UsersContract {

  private final InMemoryApiKeys keys = new InMemoryApiKeys();
  private final InMemoryUsers users = new InMemoryUsers(keys);

  @Override
  protected Users users() {
    return users;
  }

  @Override
  protected ApiKeys keys() {
    return keys;
  }
}
