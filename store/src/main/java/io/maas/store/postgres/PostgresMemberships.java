package io.maas.store.postgres;

import io.maas.domain.access.Memberships;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What is said of people's groups, in the table `memberships`; who is due is in [KeyReviews].
final class PostgresMemberships implements Memberships {

  private final Jdbi jdbi;

  PostgresMemberships(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean note(Said said, Instant now) {
    return jdbi.inTransaction(handle ->
        keep(handle, said) && KeyReviews.compare(handle, said.tenant(), said.user(), now));
  }

  /// Whether it was news.
  private static boolean keep(Handle handle, Said said) {
    return handle
            .createUpdate(
                """
                insert into memberships as m (tenant, user_name, source, groups, said_at)
                select :tenant, :user, :source, :groups, :at where not exists (
                  select from users where tenant = :tenant and name = :user and service)
                on conflict (tenant, user_name, source) do update
                set said_at = excluded.said_at,
                  groups = case when excluded.said_at > m.said_at then excluded.groups
                    else array(
                      select unnest(m.groups) intersect select unnest(excluded.groups) order by 1)
                    end
                where excluded.said_at > m.said_at
                  or (excluded.said_at = m.said_at and not m.groups <@ excluded.groups)
                """)
            .bind("tenant", said.tenant())
            .bind("user", said.user())
            .bind("source", said.source())
            .bind("groups", said.groups().toArray(String[]::new))
            .bind("at", Columns.time(said.at()))
            .execute()
        > 0;
  }

  @Override
  public boolean compare(String tenant, String user, Instant now) {
    return jdbi.inTransaction(handle -> KeyReviews.compare(handle, tenant, user, now));
  }

  @Override
  public boolean review(Function<Due, List<Change>> plan, Instant now) {
    return jdbi.inTransaction(handle -> {
      Optional<Due> due = KeyReviews.take(handle, now);
      due.ifPresent(found -> KeyReviews.change(handle, found, plan, now));
      return due.isPresent();
    });
  }

  @Override
  public void forget(String tenant) {
    jdbi.useTransaction(handle -> {
      for (String table : List.of("memberships", "key_reviews")) {
        handle
            .createUpdate("delete from " + table + " where tenant = :tenant")
            .bind("tenant", tenant)
            .execute();
      }
    });
  }
}
