package io.maas.domain.metering;

import java.util.HashMap;
import java.util.Map;

/// Where the counters of all subscriptions live, as one state of the resources has it. A change of
/// what is declared can move counters; gateways that share them have to move at once.
///
/// @param version of the resources: a later state has a higher one
/// @param places by subscription, `namespace/name`
public record Layout(long version, Map<String, Place> places) {

  /// Nobody has counters yet.
  public static final Layout NONE = new Layout(0, Map.of());

  public Layout {
    places = Map.copyOf(places);
  }

  /// The part of it that is not in there.
  ///
  /// @param known places that nobody questions
  public Layout beyond(Map<String, Place> known) {
    if (known.isEmpty()) {
      return this;
    }
    Map<String, Place> rest = new HashMap<>();
    places.forEach((subscription, place) -> {
      if (known.get(subscription) != place) {
        rest.put(subscription, place);
      }
    });
    return new Layout(version, rest);
  }

  /// Where the counters of a subscription are kept.
  ///
  /// @param version of the resources that said so
  public record Kept(Place place, long version) {}
}
