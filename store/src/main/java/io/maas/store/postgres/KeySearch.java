package io.maas.store.postgres;

import io.maas.domain.access.ApiKeys.Page;
import io.maas.domain.access.ApiKeys.Search;
import io.maas.domain.access.StoredKey;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

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
          when status = 'active' and expires_at <= :now then 'expired' else status
        end = any(:statuses))
        and (:labels = '{}' or labels @> cast(:labels as jsonb))
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
            // One more than asked tells whether there is more.
            .bind("limit", search.limit() + 1)
            .bind("offset", search.offset())
            .map(new StoredKeyRow())
            .list();
    boolean more = keys.size() > search.limit();
    return new Page(more ? keys.subList(0, search.limit()) : keys, more);
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
