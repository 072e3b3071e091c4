package io.maas.store.valkey;

import io.maas.domain.metering.Claims;
import io.maas.domain.metering.Layout;
import io.maas.domain.metering.Place;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// What this gateway knows about the life of the counters that all gateways count in.
interface Agreement {

  /// Whether there is one.
  sealed interface State {}

  /// All count in this epoch, on these servers.
  ///
  /// @param epoch its number
  /// @param servers the run ids of those that held its counters from the beginning
  /// @param layout of the resources that this gateway has
  /// @param places where all gateways keep the counters of each subscription
  record Agreed(long epoch, Set<String> servers, Layout layout, Map<String, Place> places)
      implements State {

    /// Whether counters are where the resources that a request was decided by have them.
    boolean keeps(Claims.Partition partition) {
      return partition.subscription().isEmpty()
          || places.get(partition.subscription()) == partition.place();
    }

    /// The same claims on counters where they are kept.
    Claims where(Claims claims) {
      Place place = places.get(claims.partition().subscription());
      return place == null ? claims : claims.at(place);
    }
  }

  /// Counters were lost, and it is not known yet what was used.
  ///
  /// @param why what is waited for
  record Recovering(String why) implements State {}

  State state();

  /// Looks at what there is to do or to know now. Blocks; one thread at a time.
  void turn();

  /// Completes when the state is another; what it knows of the resources is looked at soon.
  CompletionStage<Void> next();

  /// Counters were found to be gone: another server, or one that was emptied.
  ///
  /// @param epoch the one in which that was noticed
  /// @param cause what was found
  void lost(long epoch, String cause);
}
