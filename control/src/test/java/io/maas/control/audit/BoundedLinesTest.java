package io.maas.control.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.control.call.Act;
import io.maas.control.call.Reply;
import io.maas.domain.audit.Actor;
import io.maas.domain.audit.AuditEntry;
import io.maas.domain.audit.AuditEntry.From;
import io.maas.domain.audit.AuditEntry.Thing;
import io.maas.testkit.audit.InMemoryAuditLog;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A flood drives out nobody else's lines.
class BoundedLinesTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Reply WRONG = new Reply.Refused(401, "invalid", Map.of());

  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final AuditTrail trail = new AuditTrail(log, () -> NOON, new Random(7));

  private static Deed deed(String tenant, Actor actor, String address) {
    return new Deed(tenant, actor, new From(address, "r"), "login", new Thing("users", ""));
  }

  private void fails(String tenant, String user, String address) {
    trail.signIn(deed(tenant, Actor.NOBODY, address), new Act().trying(user), WRONG);
  }

  @Test
  void ofFailedSignInsEachAddressHasItsOwn() {
    for (int i = 0; i < 3; i++) {
      fails("acme", "ada", "192.0.2.1");
    }

    fails("acme", "ada", "192.0.2.2");

    assertThat(log.entries())
        .extracting(line -> line.from().address())
        .containsExactly("192.0.2.1", "192.0.2.1", "192.0.2.2");
    assertThat(log.entries().getLast().after()).contains("\"failures\":1,");
  }

  @Test
  void ofFailedSignInsEachTenantHasItsOwn() {
    for (int i = 0; i < 1000; i++) {
      fails("flooded", "name-" + i, "192.0.2.1");
    }

    fails("acme", "ada", "192.0.2.1");

    assertThat(log.entries()).hasSize(FailedSignIns.MOST + 1);
    assertThat(log.entries().getLast().tenant()).isEqualTo("acme");
    assertThat(log.entries().getLast().after()).doesNotContain("left_out");
  }

  @Test
  void ofDenialsThoseWhoAreKnownHaveTheirOwn() {
    for (int i = 0; i < 1000; i++) {
      trail.denied(deed("acme", Actor.NOBODY, "address-" + i), 401);
    }

    trail.denied(deed("acme", new Actor("eve", Actor.Kind.TOKEN, ""), "192.0.2.1"), 403);

    assertThat(log.entries()).hasSize(Denials.MOST + 1);
    assertThat(log.entries()).last().extracting(AuditEntry::status).isEqualTo(403);
  }
}
