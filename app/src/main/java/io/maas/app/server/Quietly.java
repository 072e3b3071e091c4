package io.maas.app.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a job that fails once from never running again.
final class Quietly {

  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  /// The same work, with its failure logged in place of thrown.
  ///
  /// @param name what the log calls it
  static Runnable of(String name, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.atWarn()
            .setMessage("job failed; it is tried again")
            .addKeyValue("job", name)
            .addKeyValue("error", String.valueOf(e.getMessage()))
            .log();
      }
    };
  }
}
