package io.maas.testkit.audit;

import io.maas.domain.audit.AuditLog;

class InMemoryAuditLogTest extends AuditLogContract {

  private final InMemoryAuditLog log = new InMemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }
}
