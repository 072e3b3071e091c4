package io.maas.app;

import io.maas.app.config.MaasConfig;
import io.maas.app.start.CannotStart;
import io.maas.app.start.Progress;

/// What `maas up` runs: the roles of a configuration, wired.
@FunctionalInterface
public interface Server {

  /// Starts everything, says on `progress` when it is ready, and serves until the process is told
  /// to end; then it has put everything away in order.
  ///
  /// @throws CannotStart if it cannot start here; what was started already has been stopped again
  void run(MaasConfig config, Progress progress) throws CannotStart;
}
