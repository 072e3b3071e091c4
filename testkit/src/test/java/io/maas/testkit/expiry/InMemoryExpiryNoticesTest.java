package io.maas.testkit.expiry;

import io.maas.domain.access.ApiKeys;
import io.maas.domain.expiry.ExpiryNotices;
import io.maas.testkit.access.InMemoryApiKeys;

class InMemoryExpiryNoticesTest extends ExpiryNoticesContract {

  private final InMemoryApiKeys keys = new InMemoryApiKeys();
  private final InMemoryExpiryNotices notices = new InMemoryExpiryNotices(keys);

  @Override
  protected ExpiryNotices notices() {
    return notices;
  }

  @Override
  protected ApiKeys keys() {
    return keys;
  }
}
