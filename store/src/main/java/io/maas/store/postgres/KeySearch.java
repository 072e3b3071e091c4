package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys.Page;
import io.maas.domain.access.ApiKeys.Search;
import io.maas.domain.access.KeyFilter;
import io.maas.domain.access.StoredKey;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// One page of keys. What the caller chooses is bound; what is put together is ours.
final class KeySearch {

  private static final String MATCHING =
      """
      from api_keys
      where tenant = :tenant
        and (cast(:user as text) is null or username = :user)
        and (cast(:subscription as text) is null or subscription = :subscription)
        and (:ephemeral or not ephemeral)
        and (cardinality(:statuses) = 0 or case
          when status = 'revoked' and paused_at is null then status
          when expires_at <= :now then 'expired'
          when paused_at is not null then 'paused' else status
        end = any(:statuses))
        and (:labels = '{}' or labels @> cast(:labels as jsonb))
        and (cast(:createdAfter as timestamptz) is null or created_at > :createdAfter)
        and (cast(:createdBefore as timestamptz) is null or created_at < :createdBefore)
        and (cast(:expiresAfter as timestamptz) is null or expires_at > :expiresAfter)
        and (cast(:expiresBefore as timestamptz) is null or expires_at < :expiresBefore)
        and (cast(:lastUsedAfter as timestamptz) is null or last_used_at > :lastUsedAfter)
        and (cast(:name as text) is null or position(lower(:name) in lower(name)) > 0)
        and (cast(:description as text) is null
          or position(lower(:description) in lower(description)) > 0)
        and (cast(:expires as boolean) is null or :expires)
        and (cast(:used as boolean) is null or :used = (last_used_at is not null))
      """;

  private KeySearch() {}

  static Page run(Handle handle, String tenant, Search search, Instant now) {
    List<StoredKey> keys =
        handle
            .createQuery(
                "select "
                    + StoredKeyRow.COLUMNS
                    + "\n"
                    + MATCHING
                    + " order by "
                    + column(search)
                    + (search.descending() ? " desc" : " asc")
                    + " nulls last, id limit :limit offset :offset")
            .bind("tenant", tenant)
            .bindBySqlType("user", search.user(), Types.VARCHAR)
            .bindBySqlType("subscription", search.subscription(), Types.VARCHAR)
            .bind("ephemeral", search.includeEphemeral())
            .bind(
                "statuses",
                search.statuses().stream().map(StoredKeyRow::nameOf).toArray(String[]::new))
            .bind("now", Columns.time(now))
            .bind("labels", Trees.write(search.labels()))
            .bindMap(bound(search.filter()))
            // One more than asked tells whether there is more.
            .bind("limit", search.limit() + 1)
            .bind("offset", search.offset())
            .map(new StoredKeyRow())
            .list();
    boolean more = keys.size() > search.limit();
    return new Page(more ? keys.subList(0, search.limit()) : keys, more);
  }

  /// A text is looked for as it is: it is no pattern.
  private static Map<String, Argument> bound(KeyFilter filter) {
    return Map.of(
        "createdAfter", time(filter.createdAfter()),
        "createdBefore", time(filter.createdBefore()),
        "expiresAfter", time(filter.expiresAfter()),
        "expiresBefore", time(filter.expiresBefore()),
        "lastUsedAfter", time(filter.lastUsedAfter()),
        "name", text(filter.nameContains()),
        "description", text(filter.descriptionContains()),
        "expires", flag(filter.hasExpiration()),
        "used", flag(filter.hasBeenUsed()));
  }

  private static Argument time(@Nullable Instant time) {
    OffsetDateTime value = time == null ? null : Columns.time(time);
    return (position, statement, _) ->
        statement.setObject(position, value, Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private static Argument text(@Nullable String text) {
    return (position, statement, _) -> statement.setString(position, text);
  }

  private static Argument flag(@Nullable Boolean flag) {
    return (position, statement, _) -> statement.setObject(position, flag, Types.BOOLEAN);
  }

  private static String column(Search search) {
    return switch (search.sort()) {
      case CREATED_AT -> "created_at";
      case EXPIRES_AT -> "expires_at";
      case LAST_USED_AT -> "last_used_at";
      case NAME -> "name";
    };
  }
}
