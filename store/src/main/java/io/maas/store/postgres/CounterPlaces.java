package io.maas.store.postgres;

import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Layout.Kept;
import io.maas.domain.metering.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Where all gateways keep the counters of each subscription.
final class CounterPlaces {

  private CounterPlaces() {}

  static Map<String, Kept> keep(Handle handle, Layout layout) {
    if (layout.places().isEmpty()) {
      return Map.of();
    }
    bound(
            handle.createUpdate(
                """
                insert into counter_places (subscription, place, version)
                select said.subscription, said.place, :version
                from unnest(:subscriptions, :places) as said (subscription, place)
                on conflict do nothing
                """),
            layout)
        .bind("version", layout.version())
        .execute();
    Map<String, Kept> elsewhere = new HashMap<>();
    bound(
            handle.createQuery(
                """
                select kept.*
                from counter_places kept
                join unnest(:subscriptions, :places) as said (subscription, place)
                  on kept.subscription = said.subscription
                where kept.place <> said.place
                """),
            layout)
        .map((row, _) ->
            elsewhere.put(
                row.getString("subscription"),
                new Kept(Place.valueOf(row.getString("place")), row.getLong("version"))))
        .list();
    return Map.copyOf(elsewhere);
  }

  static void move(Handle handle, Layout layout) {
    bound(
            handle.createUpdate(
                """
                update counter_places kept
                set place = said.place, version = :version
                from unnest(:subscriptions, :places) as said (subscription, place)
                where kept.subscription = said.subscription
                  and kept.place <> said.place and kept.version < :version
                """),
            layout)
        .bind("version", layout.version())
        .execute();
  }

  /// In one order for all, so that no two wait for each other.
  private static <S extends SqlStatement<S>> S bound(S statement, Layout layout) {
    Map<String, Place> places = new TreeMap<>(layout.places());
    return statement
        .bind("subscriptions", places.keySet().toArray(String[]::new))
        .bind("places", places.values().stream().map(Place::name).toArray(String[]::new));
  }
}
