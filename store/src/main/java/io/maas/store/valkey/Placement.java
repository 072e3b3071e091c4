package io.maas.store.valkey;

import io.maas.domain.metering.Epochs;
import io.maas.domain.metering.Epochs.Epoch;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Layout.Kept;
import io.maas.domain.metering.Place;
import io.maas.store.valkey.Agreement.Agreed;
import io.maas.store.valkey.Agreement.State;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Where the counters of the resources of now are, as far as all gateways agree. Blocks.
///
/// @param layouts where the resources of now have them
record Placement(Epochs epochs, Supplier<Layout> layouts) {

  /// What was found in an epoch.
  ///
  /// @param isNewer whether the resources have counters elsewhere than an older state of them had
  record Found(Agreed agreed, boolean isNewer) {}

  /// Whether nothing has changed since.
  boolean isStill(State state, Epoch epoch) {
    return state instanceof Agreed agreed
        && agreed.epoch() == epoch.number()
        && agreed.layout().equals(layouts.get());
  }

  /// @param state what was known before
  Found find(Epoch epoch, State state) {
    Layout layout = layouts.get();
    boolean same = state instanceof Agreed before && before.epoch() == epoch.number();
    Map<String, Kept> elsewhere =
        epochs.keep(same ? layout.beyond(((Agreed) state).places()) : layout);
    Agreed agreed = new Agreed(epoch.number(), epoch.servers(), layout, places(layout, elsewhere));
    return new Found(
        agreed, elsewhere.values().stream().anyMatch(kept -> kept.version() < layout.version()));
  }

  private static Map<String, Place> places(Layout layout, Map<String, Kept> elsewhere) {
    if (elsewhere.isEmpty()) {
      return layout.places();
    }
    Map<String, Place> places = new HashMap<>(layout.places());
    elsewhere.forEach((subscription, kept) -> places.put(subscription, kept.place()));
    return Map.copyOf(places);
  }
}
