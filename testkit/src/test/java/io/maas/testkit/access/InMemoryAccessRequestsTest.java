package io.maas.testkit.access;

import io.maas.domain.access.AccessRequests;

class InMemoryAccessRequestsTest extends AccessRequestsContract {

  private final InMemoryAccessRequests requests = new InMemoryAccessRequests();

  @Override
  protected AccessRequests requests() {
    return requests;
  }
}
