package io.maas.store.postgres;

import io.maas.domain.access.AccessRequest;
import io.maas.domain.access.AccessRequest.Decision;
import io.maas.domain.access.AccessRequest.Ending;
import io.maas.domain.access.AccessRequest.State;
import io.maas.domain.access.AccessRequests;
import io.maas.domain.notice.Notice;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Requests for subscriptions in the table `access_requests`.
final class PostgresAccessRequests implements AccessRequests {

  private static final AccessRequestRow ROW = new AccessRequestRow();

  private static final String MATCHING =
      """
      from access_requests
      where tenant = :tenant
        and (cast(:user as text) is null or username = :user or subscription = any(:approvable))
        and (cast(:subscription as text) is null or subscription = :subscription)
        and (cast(:state as text) is null or :state =
          case when state = 'approved' and granted_until <= :now then 'ended' else state end)
      order by asked_at desc, id limit :limit offset :offset
      """;

  private final Jdbi jdbi;

  PostgresAccessRequests(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean ask(AccessRequest request, Instant now) {
    return jdbi.inTransaction(handle -> {
      end(handle, request, now);
      return handle
              .createUpdate(
                  """
                  insert into access_requests
                    (id, tenant, username, user_groups, subscription, reason, state, asked_at)
                  values (:id, :tenant, :user, :groups, :subscription, :reason, 'open', :askedAt)
                  on conflict (tenant, username, subscription)
                    where state in ('open', 'approved') do nothing
                  """)
              .bind("id", request.id())
              .bind("tenant", request.tenant())
              .bind("user", request.user())
              .bind("groups", request.groups().toArray(String[]::new))
              .bind("subscription", request.subscription())
              .bind("reason", request.reason())
              .bind("askedAt", Columns.time(request.askedAt()))
              .execute()
          > 0;
    });
  }

  /// What is past its end makes room for another.
  private static void end(Handle handle, AccessRequest request, Instant now) {
    handle
        .createUpdate(
            """
            update access_requests set state = 'ended'
            where tenant = :tenant and username = :user and subscription = :subscription
              and state = 'approved' and granted_until <= :now
            """)
        .bind("tenant", request.tenant())
        .bind("user", request.user())
        .bind("subscription", request.subscription())
        .bind("now", Columns.time(now))
        .execute();
  }

  @Override
  public Optional<AccessRequest> find(String tenant, String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + AccessRequestRow.COLUMNS
                    + " from access_requests where tenant = :tenant and id = :id")
            .bind("tenant", tenant)
            .bind("id", id)
            .map(ROW)
            .findOne());
  }

  @Override
  public Page list(String tenant, Search search, Instant now) {
    State state = search.state();
    List<AccessRequest> found =
        jdbi.withHandle(handle ->
            handle
                .createQuery("select " + AccessRequestRow.COLUMNS + "\n" + MATCHING)
                .bind("tenant", tenant)
                .bindBySqlType("user", search.user(), Types.VARCHAR)
                .bind("approvable", search.approvable().toArray(String[]::new))
                .bindBySqlType("subscription", search.subscription(), Types.VARCHAR)
                .bindBySqlType(
                    "state", state == null ? null : AccessRequestRow.nameOf(state), Types.VARCHAR)
                .bind("now", Columns.time(now))
                // One more than asked tells whether there is more.
                .bind("limit", search.limit() + 1)
                .bind("offset", search.offset())
                .map(ROW)
                .list());
    boolean more = found.size() > search.limit();
    return new Page(more ? found.subList(0, search.limit()) : found, more);
  }

  @Override
  public Optional<AccessRequest> decide(String tenant, String id, Decision decision) {
    return jdbi.inTransaction(handle -> {
      Optional<AccessRequest> decided =
          handle
              .createQuery(
                  """
                  update access_requests set state = :state, decided_by = :by, decided_at = :at,
                    decision_note = :note, granted_until = :until
                  where tenant = :tenant and id = :id and state = 'open'
                  returning
                  """
                      + AccessRequestRow.COLUMNS)
              .bind("tenant", tenant)
              .bind("id", id)
              .bind(
                  "state",
                  AccessRequestRow.nameOf(decision.approved() ? State.APPROVED : State.DENIED))
              .bind("by", decision.by())
              .bind("at", Columns.time(decision.at()))
              .bind("note", decision.note())
              .bindBySqlType(
                  "until", Columns.timeOrNull(decision.until()), Types.TIMESTAMP_WITH_TIMEZONE)
              .map(ROW)
              .findOne();
      if (decided.isPresent() && decision.approved()) {
        changed(handle);
      }
      return decided;
    });
  }

  @Override
  public Optional<AccessRequest> withdraw(String tenant, String id, Ending ending) {
    return jdbi.inTransaction(
        handle -> end(handle, tenant, id, ending, State.WITHDRAWN, "state = 'open'"));
  }

  @Override
  public Optional<AccessRequest> revoke(String tenant, String id, Ending ending) {
    return jdbi.inTransaction(handle -> {
      Optional<AccessRequest> revoked =
          end(
              handle,
              tenant,
              id,
              ending,
              State.REVOKED,
              "state = 'approved' and (granted_until is null or granted_until > :at)");
      if (revoked.isPresent()) {
        changed(handle);
      }
      return revoked;
    });
  }

  private static Optional<AccessRequest> end(
      Handle handle, String tenant, String id, Ending ending, State as, String condition) {
    return handle
        .createQuery(
            """
            update access_requests
            set state = :state, ended_by = :by, ended_at = :at, ending_note = :note
            where tenant = :tenant and id = :id and
            """
                + condition
                + " returning "
                + AccessRequestRow.COLUMNS)
        .bind("tenant", tenant)
        .bind("id", id)
        .bind("state", AccessRequestRow.nameOf(as))
        .bind("by", ending.by())
        .bind("at", Columns.time(ending.at()))
        .bind("note", ending.note())
        .map(ROW)
        .findOne();
  }

  @Override
  public int endAll(String tenant, String user, Ending ending) {
    return jdbi.inTransaction(handle -> {
      int ended =
          handle
              .createUpdate(
                  """
                  update access_requests
                  set state = case state when 'open' then 'withdrawn' else 'revoked' end,
                    ended_by = :by, ended_at = :at, ending_note = :note
                  where tenant = :tenant and username = :user and (state = 'open'
                    or state = 'approved' and (granted_until is null or granted_until > :at))
                  """)
              .bind("tenant", tenant)
              .bind("user", user)
              .bind("by", ending.by())
              .bind("at", Columns.time(ending.at()))
              .bind("note", ending.note())
              .execute();
      if (ended > 0) {
        changed(handle);
      }
      return ended;
    });
  }

  @Override
  public int forgetAll(String tenant) {
    return jdbi.inTransaction(handle -> {
      int forgotten =
          handle
              .createUpdate("delete from access_requests where tenant = :tenant")
              .bind("tenant", tenant)
              .execute();
      if (forgotten > 0) {
        changed(handle);
      }
      return forgotten;
    });
  }

  @Override
  public List<Granted> granted(@Nullable String tenant, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select subscription, username from access_requests
                where (cast(:tenant as text) is null or tenant = :tenant) and state = 'approved'
                  and (granted_until is null or granted_until > :now)
                order by subscription, username
                """)
            .bindBySqlType("tenant", tenant, Types.VARCHAR)
            .bind("now", Columns.time(now))
            .map((row, _) -> new Granted(row.getString("subscription"), row.getString("username")))
            .list());
  }

  /// To whoever compiles, a grant is a change of what is declared.
  private static void changed(Handle handle) {
    ResourceWrite.tick(handle);
    Announcement.send(handle, new Notice.ResourcesChanged());
  }
}
