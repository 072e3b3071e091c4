package io.maas.store.valkey;

import java.util.Set;

/// What this gateway knows about the life of the counters that all gateways count in.
interface Agreement {

  /// Whether there is one.
  sealed interface State {}

  /// All count in this epoch, on these servers.
  ///
  /// @param epoch its number
  /// @param servers the run ids of those that held its counters from the beginning
  record Agreed(long epoch, Set<String> servers) implements State {}

  /// Counters were lost, and it is not known yet what was used.
  ///
  /// @param why what is waited for
  record Recovering(String why) implements State {}

  State state();

  /// Counters were found to be gone: another server, or one that was emptied.
  ///
  /// @param epoch the one in which that was noticed
  /// @param cause what was found
  void lost(long epoch, String cause);
}
