package io.maas.testkit.access;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.access.Memberships;
import io.maas.domain.access.Users;
import java.util.concurrent.atomic.AtomicReference;

class InMemoryMembershipsTest extends MembershipsContract {

  private final AtomicReference<InMemoryMemberships> all = new AtomicReference<>();
  private final InMemoryApiKeys keys = new InMemoryApiKeys();
  private final InMemoryUsers users = new InMemoryUsers(keys, notice -> all.get().hear(notice));

  InMemoryMembershipsTest() {
    all.set(new InMemoryMemberships(keys, users, _ -> {}));
  }

  @Override
  protected Memberships memberships() {
    return all.get();
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
