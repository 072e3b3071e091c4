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
import java.util.stream.Collectors;
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
      conditions.add(anyOf(search.statuses()));
    }
    if (conditions.getLast().contains(":now")) {
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
    String order = order(search);
    String page =
        "select id from api_keys where "
            + String.join(" and ", conditions)
            + " order by "
            + order
            + " limit :limit offset :offset";
    // The rows of the page alone: what is skipped is skipped in an index.
    String sql =
        "select "
            + StoredKeyRow.COLUMNS
            + " from ("
            + page
            + ") page join api_keys using (id) order by "
            + order;
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

  /// A key has one of these; each as comparisons of columns, of which the planner knows how many
  /// keys they leave.
  private static String anyOf(List<StoredKey.Status> statuses) {
    return statuses.stream()
        .map(status ->
            switch (status) {
              case ACTIVE -> "status = 'active' and expires_at > :now";
              case PAUSED -> "paused_at is not null and expires_at > :now";
              case REVOKED -> "status = 'revoked' and paused_at is null";
              case EXPIRED ->
                  "status = 'expired' or expires_at <= :now"
                      + " and (status = 'active' or paused_at is not null)";
            })
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  /// A text is looked for as it is: it is no pattern.
  private static String part(String text) {
    return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }

  /// Those that have a value first. Said only of what may have none: an index is in the other order
  /// of the two, and by id in the direction of the whole.
  private static String order(Search search) {
    String column = search.sort().name().toLowerCase(Locale.ROOT);
    String direction = search.descending() ? " desc" : " asc";
    return switch (search.sort()) {
      case LAST_USED_AT -> column + direction + " nulls last, id" + direction;
      case CREATED_AT, EXPIRES_AT, NAME -> column + direction + ", id" + direction;
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
