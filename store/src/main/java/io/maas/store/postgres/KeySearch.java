package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys.Page;
import io.maas.domain.access.ApiKeys.Search;
import io.maas.domain.access.KeyFilter;
import io.maas.domain.access.StoredKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// One page of keys. What the caller chooses is bound; what is put together is ours.
///
/// Only what is asked for is in the statement, and each is planned for its own values: of what is
/// optional or unknown to it, the planner would read every key.
final class KeySearch {

  /// Of a key that is paused, revoked or neither, and past its end or not.
  private static final String STATUS =
      """
      case
        when status = 'revoked' and paused_at is null then status
        when expires_at <= :now then 'expired'
        when paused_at is not null then 'paused' else status
      end\
      """;

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> bound = new LinkedHashMap<>();

  private KeySearch(String tenant) {
    always("tenant = :tenant", "tenant", tenant);
  }

  static Page run(Handle handle, String tenant, Search search, Instant now) {
    List<StoredKey> keys = new KeySearch(tenant).with(search, now).query(handle, search);
    boolean more = keys.size() > search.limit();
    return new Page(more ? keys.subList(0, search.limit()) : keys, more);
  }

  private KeySearch with(Search search, Instant now) {
    KeyFilter filter = search.filter();
    given("username = :user", "user", search.user());
    given("subscription = :subscription", "subscription", search.subscription());
    if (!search.includeEphemeral()) {
      conditions.add("not ephemeral");
    }
    if (!search.statuses().isEmpty()) {
      always(STATUS + " = any(:statuses)", "statuses", names(search.statuses()));
      bound.put("now", Columns.time(now));
    }
    if (!search.labels().isEmpty()) {
      always("labels @> cast(:labels as jsonb)", "labels", Trees.write(search.labels()));
    }
    given("created_at > :createdAfter", "createdAfter", filter.createdAfter(), Columns::time);
    given("created_at < :createdBefore", "createdBefore", filter.createdBefore(), Columns::time);
    given("expires_at > :expiresAfter", "expiresAfter", filter.expiresAfter(), Columns::time);
    given("expires_at < :expiresBefore", "expiresBefore", filter.expiresBefore(), Columns::time);
    given("last_used_at > :lastUsedAfter", "lastUsedAfter", filter.lastUsedAfter(), Columns::time);
    given("lower(name) like lower(:name)", "name", filter.nameContains(), KeySearch::part);
    given(
        "lower(description) like lower(:description)",
        "description",
        filter.descriptionContains(),
        KeySearch::part);
    given("(expires_at is not null) = :expires", "expires", filter.hasExpiration());
    given("(last_used_at is not null) = :used", "used", filter.hasBeenUsed());
    return this;
  }

  private List<StoredKey> query(Handle handle, Search search) {
    String sql =
        "select "
            + StoredKeyRow.COLUMNS
            + " from api_keys where "
            + String.join(" and ", conditions)
            + " order by "
            + order(search)
            + ", id limit :limit offset :offset";
    // One more than asked tells whether there is more.
    Query query =
        handle
            .createQuery(sql)
            .bindMap(bound)
            .bind("limit", search.limit() + 1)
            .bind("offset", search.offset());
    return query.addCustomizer(new PlannedForItsValues()).map(new StoredKeyRow()).list();
  }

  private void always(String condition, String name, Object value) {
    conditions.add(condition);
    bound.put(name, value);
  }

  private void given(String condition, String name, @Nullable Object value) {
    given(condition, name, value, Function.identity());
  }

  private <T> void given(
      String condition, String name, @Nullable T value, Function<? super T, ?> form) {
    if (value != null) {
      always(condition, name, form.apply(value));
    }
  }

  private static String[] names(List<StoredKey.Status> statuses) {
    return statuses.stream().map(StoredKeyRow::nameOf).toArray(String[]::new);
  }

  /// A text is looked for as it is: it is no pattern.
  private static String part(String text) {
    return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }

  /// Of those that have a value first: an index has nulls where the order has them only if nothing
  /// is said of them.
  private static String order(Search search) {
    String column = search.sort().name().toLowerCase(Locale.ROOT);
    String direction = search.descending() ? " desc" : " asc";
    return switch (search.sort()) {
      case LAST_USED_AT -> column + direction + " nulls last";
      case CREATED_AT, EXPIRES_AT, NAME -> column + direction;
    };
  }

  /// Never prepared at the server, which would sooner or later plan it for any values.
  private static final class PlannedForItsValues implements StatementCustomizer {

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context)
        throws SQLException {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
  }
}
