package io.maas.domain.resource.compile;

import io.maas.domain.catalog.Subscription;
import io.maas.domain.resource.Resource;
import java.util.List;
import java.util.Map;

/// A subscription, and everything that it was compiled of.
///
/// @param resource what is declared, with the status that it had
/// @param footings what there is of each model that it names, in its order
/// @param peers whom it shares its priority with
/// @param status what is said of it
record CompiledSubscription(
    Resource resource,
    List<Footing> footings,
    Condition peers,
    Subscription subscription,
    Map<String, Object> status) {

  /// What of a model makes a difference to who subscribes to it.
  enum Footing {
    BOUNDED,
    UNBOUNDED,
    INVALID,
    MISSING
  }

  /// Whether it would be the same once more. Only one of which nothing new was to be said: what is
  /// new is dated.
  @SuppressWarnings("ReferenceEquality") // a status that stays is the very same tree
  boolean holds(Resource of, List<Footing> models, Condition priority) {
    return status == resource.status()
        && resource.equals(of)
        && footings.equals(models)
        && peers.equals(priority);
  }
}
