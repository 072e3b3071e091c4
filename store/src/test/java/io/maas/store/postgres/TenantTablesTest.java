package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.CredentialHash;
import io.maas.domain.access.Memberships.Said;
import io.maas.domain.access.Passwords;
import io.maas.domain.access.Sessions.Session;
import io.maas.domain.access.Users.User;
import io.maas.store.postgres.embedded.EmbeddedPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of every table that tells tenants apart when one of them is deleted. Whoever adds a
/// table says it here; what is deleted is deleted by `io.maas.control.tenant.Demolition`.
@ExtendWith(EmbeddedPostgresExtension.class)
class TenantTablesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /// Nothing is left of it.
  private static final String DELETED = "deleted";

  private static final Map<String, String> FATES =
      new TreeMap<>(
          Map.of(
              "users", DELETED,
              "groups", DELETED,
              "group_members", DELETED,
              "user_tokens", DELETED,
              "user_passwords", DELETED,
              "access_requests", DELETED,
              "sessions", DELETED,
              "api_keys", "revoked, and kept: the ledger names keys by their ids"));

  static {
    FATES.put("memberships", DELETED);
    FATES.put("key_reviews", DELETED);
    FATES.put("usage_records", "kept: the ledger, which somebody has to pay");
    FATES.put("usage_parties", "kept: the ledger, whose sums are of these");
    FATES.put("audit_chains", "kept: the audit log, which is only appended to");
    FATES.put("audit_checkpoints", "kept: what was signed of the audit log");
    FATES.put("audit_records", "kept: the audit log, which tells of the deletion too");
  }

  private final PostgresDatabase database;
  private final Jdbi jdbi;

  TenantTablesTest(PostgresDatabase database, PostgresSettings settings) {
    this.database = database;
    this.jdbi = Jdbi.create(settings.jdbcUrl(), settings.user(), settings.password());
  }

  @Test
  void saysOfEachWhatBecomesOfIt() {
    List<String> tables =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    select c.table_name from information_schema.columns c
                    join pg_class p on p.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
                    where c.column_name = 'tenant' and c.table_schema = 'public'
                      and p.relkind in ('r', 'p') and not p.relispartition
                    order by 1
                    """)
                .mapTo(String.class)
                .list());

    assertThat(tables).containsExactlyElementsOf(FATES.keySet());
  }

  @Test
  void leavesNothingInThoseThatAreDeleted() {
    people("gone");
    people("stays");
    FATES.forEach((table, fate) -> {
      if (fate.equals(DELETED)) {
        assertThat(rows(table, "gone")).as(table + " before").isPositive();
      }
    });

    database.users().delete("gone", "ada");
    database.users().deleteGroup("gone", "staff");
    database.sessions().endAll("gone");
    database.accessRequests().forgetAll("gone");
    database.memberships().forget("gone");

    FATES.forEach((table, fate) -> {
      if (fate.equals(DELETED)) {
        assertThat(rows(table, "gone")).as(table).isZero();
        assertThat(rows(table, "stays")).as(table + " of another").isPositive();
      }
    });
  }

  private void people(String tenant) {
    database.users().create(new User(tenant, "ada", Set.of(), List.of("staff"), NOW));
    database
        .users()
        .insertToken(
            tenant, "ada", CredentialHash.of(tenant + "token"), NOW, NOW.plus(Duration.ofDays(1)));
    database
        .memberships()
        .note(new Said(tenant, "carol", "https://sso.example", List.of("staff"), NOW), NOW);
    database.users().addToGroup(tenant, "staff", "ada");
    database.passwords().set(tenant, "ada", new Passwords.Kept("hash", false), NOW);
    // A new password ends sessions of local users.
    database
        .sessions()
        .begin(
            new Session(
                CredentialHash.of(tenant),
                tenant,
                "carol",
                List.of(),
                Set.of(),
                "https://sso.example",
                null,
                NOW,
                NOW.plus(Duration.ofHours(8))));
    database
        .accessRequests()
        .ask(
            new AccessRequest(
                tenant + "-1",
                tenant,
                "carol",
                List.of(),
                tenant + "/gold",
                "",
                AccessRequest.State.OPEN,
                NOW,
                null,
                null),
            NOW);
  }

  private int rows(String table, String tenant) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select count(*) from " + table + " where tenant = :tenant")
            .bind("tenant", tenant)
            .mapTo(Integer.class)
            .one());
  }
}
